package dev.reeve.engine.run;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Input;
import dev.reeve.state.Effect;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TaskStep;
import dev.reeve.state.TriggerRule;
import dev.reeve.state.Upstreams;
import dev.reeve.state.Verdict;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a task run whose upstreams ended. Part of the role: no user code. */
final class Admission {
    private Admission() {}

    static void admit(Run run, int v, int child) {
        if (!(run.state(v, child) instanceof State.Pending)) {
            return; // cancelled meanwhile
        }
        String stop = run.stopReason();
        if (stop != null) {
            run.move(v, child, new TaskEvent.CancelRequested(stop));
        } else if (child >= 0) {
            admitChild(run, v, child);
        } else if (run.graph.node(v).mapped()) {
            admitMapped(run, v);
        } else if (run.plan.node(v).decides()) {
            run.ready.add(run.plan.rank(v), -1);
        } else {
            run.move(v, -1, arrival(run, v));
        }
    }

    /** The event for a node that nothing but its upstreams' states decides on. */
    private static TaskEvent.UpstreamsFinished arrival(Run run, int v) {
        TriggerRule trigger = run.graph.node(v).settings().trigger();
        if (trigger instanceof TriggerRule.AllSuccessful && run.tally.allWell(v)) {
            return TaskEvent.UpstreamsFinished.ALL_WELL;
        }
        Upstreams upstreams = run.tally.of(v);
        return new TaskEvent.UpstreamsFinished(upstreams, trigger.verdict(upstreams, Map.of()), null);
    }

    /**
     * A mapped node is skipped as any other, and fails by its trigger if a list that it is mapped over has no value.
     * Else its children are asked one by one: the node's own trigger is theirs.
     */
    private static void admitMapped(Run run, int v) {
        if (listsHaveValues(run, v)) {
            TaskEvent trial = new TaskEvent.UpstreamsFinished(run.tally.of(v), Verdict.PASS, null);
            Step step = TaskStep.step(run.graph.node(v).settings().policy(), run.states[v], trial, Instant.EPOCH);
            if (step instanceof Step.Moved moved && moved.effect() == Effect.FINISH) {
                run.move(v, -1, trial);
            } else {
                run.ready.add(run.plan.rank(v), -1);
            }
            return;
        }
        TriggerRule trigger = run.graph.node(v).settings().trigger();
        Upstreams upstreams = run.tally.of(v);
        Verdict verdict = trigger instanceof TriggerRule.Own ? Verdict.PASS : trigger.verdict(upstreams, Map.of());
        TaskEvent.UpstreamsFinished event = new TaskEvent.UpstreamsFinished(upstreams, verdict, null);
        Effect effect = run.step(v, -1, event);
        if (effect == Effect.RUN) {
            run.failQueued(v, Failure.because("there is nothing to map over: a task that gives its list has no value"));
        } else if (effect != null) {
            run.react(v, -1, effect);
        }
    }

    private static boolean listsHaveValues(Run run, int v) {
        boolean[] all = {true};
        for (Input input : run.graph.node(v).inputs()) {
            if (input instanceof Input.Each each) {
                each.list().forEachNode(source -> all[0] &= hasValue(run, source));
            }
        }
        return all[0];
    }

    private static boolean hasValue(Run run, int v) {
        return run.children[v] != null || MappedValues.hasValue(run.states[v]);
    }

    /** Admits the children of a node that was just mapped, as far as they wait for nothing else. */
    static void admitChildren(Run run, int v) {
        Children kids = run.kids(v);
        int[] waitsFor = alignedWaits(run, v, kids);
        if (waitsFor != null) {
            kids.waitsFor = waitsFor;
            for (int i = 0; i < kids.width; i++) {
                if (waitsFor[i] == 0) {
                    admitChild(run, v, i);
                }
            }
        } else if (run.graph.node(v).settings().trigger() instanceof TriggerRule.Own) {
            run.ready.addRange(run.plan.rank(v), kids.width);
        } else {
            admitAlike(run, v, kids);
        }
    }

    /** Children that depend on the same: told the same. If they may run, each is told when its turn comes. */
    private static void admitAlike(Run run, int v, Children kids) {
        TaskEvent.UpstreamsFinished event = arrival(run, v);
        Step step = TaskStep.step(run.graph.node(v).settings().policy(), State.Pending.NOW, event, Instant.EPOCH);
        if (step instanceof Step.Moved moved && moved.effect() == Effect.RUN) {
            kids.admission = event;
            run.ready.addRange(run.plan.rank(v), kids.width);
        } else {
            for (int i = 0; i < kids.width; i++) {
                run.move(v, i, event);
            }
        }
    }

    /** For each child, how many children of the same index it waits for; null if its node is aligned with none. */
    private static int @Nullable [] alignedWaits(Run run, int v, Children kids) {
        int[] waits = null;
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            Children before = run.edges.upKind(e) == EdgeKind.EACH ? run.children[run.edges.up(e)] : null;
            if (before == null) {
                continue;
            }
            if (waits == null) {
                waits = new int[kids.width];
            }
            for (int i = 0; i < kids.width; i++) {
                if (!before.states[i].isFinished()) {
                    waits[i]++;
                }
            }
        }
        return waits;
    }

    private static void admitChild(Run run, int v, int child) {
        TriggerRule trigger = run.graph.node(v).settings().trigger();
        if (trigger instanceof TriggerRule.Own) {
            run.ready.add(run.plan.rank(v), child);
            return;
        }
        Upstreams upstreams = childUpstreams(run, v, child);
        boolean plain =
                trigger instanceof TriggerRule.AllSuccessful && !upstreams.troubled() && upstreams.skipped() == 0;
        run.move(
                v,
                child,
                plain
                        ? TaskEvent.UpstreamsFinished.ALL_WELL
                        : new TaskEvent.UpstreamsFinished(upstreams, trigger.verdict(upstreams, Map.of()), null));
    }

    /** What is upstream of one child: what is upstream of all, and the children it is aligned with. */
    static Upstreams childUpstreams(Run run, int v, int child) {
        Upstreams upstreams = run.tally.of(v);
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            Children before = run.edges.upKind(e) == EdgeKind.EACH ? run.children[run.edges.up(e)] : null;
            if (before != null) {
                upstreams = Tally.and(upstreams, before.states[child]);
            }
        }
        return upstreams;
    }
}
