package dev.reeve.engine.run;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.state.Effect;
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
        if (!(run.state(v, child) instanceof State.Pending)) { // cancelled meanwhile, or waits for a person as it did
            if (child < 0 && run.restoring.isEarly(v)) {
                run.ready.add(run.plan.rank(v), -1);
            }
            return;
        }
        String stop = run.stopReason();
        if (run.graph.node(v).kind() == Kind.CLOSE) {
            run.move(v, -1, Cleanup.arrival(run, v));
        } else if (stop != null) {
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
        return new TaskEvent.UpstreamsFinished(upstreams, verdict(run, v, upstreams), null);
    }

    /** What a trigger says that is not the user's own. */
    private static Verdict verdict(Run run, int v, Upstreams upstreams) {
        Verdict verdict = run.graph.node(v).settings().trigger().verdict(upstreams, Map.of());
        return verdict instanceof Verdict.Hold && run.openings.resumed(v) ? Verdict.PASS : verdict;
    }

    /**
     * A mapped node is mapped as soon as its lists are there: then its children are asked one by one, and the node's
     * own trigger is theirs. Where there may be nobody to ask, the node is decided on as any other.
     */
    private static void admitMapped(Run run, int v) {
        TaskEvent.UpstreamsFinished pass = new TaskEvent.UpstreamsFinished(run.tally.of(v), Verdict.PASS, null);
        if (run.openings.asWhole(v)) {
            run.ready.add(run.plan.rank(v), -1);
        } else if (!listsHaveValues(run, v) || ends(run, v, pass)) {
            run.decideAsWhole(v);
        } else {
            run.ready.add(run.plan.rank(v), -1);
        }
    }

    /** Whether that event would end a node that waits. */
    static boolean ends(Run run, int v, TaskEvent event) {
        Step step = TaskStep.step(run.graph.node(v).settings().policy(), run.states[v], event, Instant.EPOCH);
        return step instanceof Step.Moved moved && moved.effect() == Effect.FINISH;
    }

    private static boolean listsHaveValues(Run run, int v) {
        for (Input input : run.graph.node(v).inputs()) {
            if (input instanceof Input.Each each && !hasValue(run, each.list())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a list is there, as far as that can be told by states. {@code all(..)} leaves out what is absent. */
    private static boolean hasValue(Run run, Input list) {
        return switch (list) {
            case Input.FromNode i -> hasValue(run, i.node());
            case Input.Part i -> hasValue(run, i.source());
            case Input.Flat i -> hasValue(run, i.lists());
            case Input.All i -> true;
            case Input.Equal i -> true;
            case Input.When i -> true;
            case Input.Each i -> true;
            case Input.Element i -> true;
            case Input.Constant i -> true;
            case Input.FromParameter i -> true;
            case Input.Context i -> true;
            case Input.FromSecret i -> true;
        };
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
            kids.told = run.journal.told();
            run.ready.addRange(run.plan.rank(v), kids.width);
        } else {
            for (int i = 0; i < kids.width; i++) {
                run.move(v, i, event);
            }
        }
    }

    /** For each child, how many children of the same index it waits for; null if its node is aligned with none. */
    private static int @Nullable [] alignedWaits(Run run, int v, Children kids) {
        int[] waits = run.plan.node(v).wholePartners().length > 0 ? new int[kids.width] : null;
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            Children before = partner(run, e);
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

    /** The children that those of the node at that edge take their values from one by one; null if there are none. */
    private static @Nullable Children partner(Run run, int edge) {
        return run.edges.upKind(edge) == EdgeKind.EACH ? run.children[run.edges.up(edge)] : null;
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
                        : new TaskEvent.UpstreamsFinished(upstreams, verdict(run, v, upstreams), null));
    }

    /** What is upstream of one child: what is upstream of all, and the children it is aligned with. */
    static Upstreams childUpstreams(Run run, int v, int child) {
        Upstreams upstreams = run.tally.of(v);
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            Children before = partner(run, e);
            if (before != null) {
                upstreams = Tally.and(upstreams, before.states[child]);
            }
        }
        for (int whole : run.plan.node(v).wholePartners()) { // counted already, but its element may be the one missing
            if (run.kids(whole).states[child] instanceof State.Skipped) {
                upstreams = Tally.andSkippedNode(upstreams);
            }
        }
        return upstreams;
    }

    /** What is upstream of a node that is decided on as a whole. */
    static Upstreams nodeUpstreams(Run run, int v) {
        Upstreams upstreams = run.tally.of(v);
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            Children before = partner(run, e);
            if (before != null) {
                upstreams = Tally.and(upstreams, before, run.states[run.edges.up(e)]);
            }
        }
        return upstreams;
    }
}
