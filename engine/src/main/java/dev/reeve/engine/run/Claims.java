package dev.reeve.engine.run;

import dev.reeve.graph.EdgeKind;
import dev.reeve.spi.RemoteSlot;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Tries;
import dev.reeve.state.TriggerRule;
import dev.reeve.state.Upstreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the next work of a run and takes along what it reads. Part of the role: no user code. */
final class Claims {
    private final Run run;
    private final Loop loop;
    private int claimed;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    static final @Nullable List<@Nullable Object>[] NO_LISTS = new List[0];

    Claims(Run run, Loop loop) {
        this.run = run;
        this.loop = loop;
    }

    /** How many works were chosen and not told yet, beside attempts. */
    int others() {
        return claimed;
    }

    /** A work other than an attempt was chosen elsewhere. */
    void chosen() {
        claimed++;
    }

    /** A work other than an attempt was told. */
    void told() {
        claimed--;
    }

    /** The most urgent work; null if nothing is ready. */
    @Nullable
    Work next() {
        while (true) {
            long entry = run.ready.poll();
            if (entry == ReadyQueue.NONE) {
                return null;
            }
            int v = run.plan.nodeOfRank(ReadyQueue.rank(entry));
            Work work = claim(v, ReadyQueue.child(entry));
            if (work != null) {
                return work;
            }
        }
    }

    /** The work for a task run that is ready; null if it is not any more. */
    private @Nullable Work claim(int v, int child) {
        if (run.state(v, child) instanceof State.Pending) {
            if (child < 0 && run.graph.node(v).mapped()) {
                return run.openings.mayMap(v) ? expansion(v) : decision(v, -1);
            }
            if (child < 0 || run.graph.node(v).settings().trigger() instanceof TriggerRule.Own) {
                return decision(v, child);
            }
            TaskEvent admission = run.kids(v).admission;
            if (admission == null || run.step(v, child, admission) == null) {
                return null;
            }
        }
        if (!(run.state(v, child) instanceof State.Queued queued)) {
            run.limits.passed(run.graph.node(v), child);
            return null; // cancelled meanwhile
        }
        Tries tries = queued.tries();
        Plan.PlannedNode planned = run.plan.node(v);
        int unfinished = loop.shelf().writes(planned.node()) ? run.restoring.unfinishedAttempt(v, child) : 0;
        if ((unfinished > 0 || loop.shelf().searches(planned.node())) && run.lookups.begin(v, child)) {
            claimed++;
            return new Lookup(
                    loop, planned, child, tries.attempt(), sources(v, child), unfinished, run.lookups.moment());
        }
        RemoteSlot slot = null;
        RemoteWork remote = run.remote;
        if (remote != null && remote.concerns(v)) {
            slot = remote.take(planned.node(), child, () -> sources(v, child));
            if (slot == null) {
                run.limits.passed(planned.node(), child);
                return null;
            }
        }
        if (!run.limits.take(planned.node(), child)) {
            if (slot != null) {
                slot.free();
            }
            return null;
        }
        run.restoring.takeTurn(v, child);
        Attempt attempt = new Attempt(loop, planned, child, tries, sources(v, child), slot, told(v, child, tries));
        run.step(v, child, TaskEvent.Started.of(tries.attempt()));
        run.attempts.add(attempt);
        return attempt;
    }

    /** After how much an attempt may begin: what its siblings told since they were admitted together is none of it. */
    private long told(int v, int child, Tries tries) {
        if (child >= 0 && tries.attempt() == 1) {
            Children kids = run.kids(v);
            if (kids.admission != null) {
                return kids.told;
            }
        }
        return loop.journal().told();
    }

    private Work expansion(int v) {
        claimed++;
        Plan.PlannedNode planned = run.plan.node(v);
        return new Expansion(
                run.spilling, planned, sources(v, -1), Alignment.of(run, planned.node()), !run.openings.asWhole(v));
    }

    private Work decision(int v, int child) {
        claimed++;
        Upstreams upstreams = child < 0 ? Admission.nodeUpstreams(run, v) : Admission.childUpstreams(run, v, child);
        boolean own = run.graph.node(v).settings().trigger() instanceof TriggerRule.Own;
        return new Decision(
                run.plan.node(v),
                child,
                sources(v, child),
                upstreams,
                own ? upstreamStates(v, child) : Map.of(),
                run.openings.resumed(v));
    }

    /** The states upstream by task name, those of children in order: what a trigger of the user's own sees. */
    private Map<String, List<State>> upstreamStates(int v, int child) {
        Map<String, List<State>> states = new LinkedHashMap<>();
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            int before = run.edges.up(e);
            boolean condition = run.edges.upKind(e) == EdgeKind.GUARD;
            if (condition && !run.states[before].isFailed()) {
                continue;
            }
            Children kids = condition ? null : run.children[before]; // a condition is one, as it is counted
            List<State> seen;
            if (kids == null) {
                seen = List.of(run.states[before]);
            } else if (run.edges.upKind(e) == EdgeKind.EACH && child >= 0) {
                seen = List.of(kids.states[child]);
            } else {
                seen = kids.width == 0 ? List.of(run.states[before]) : List.of(kids.states);
            }
            states.put(run.graph.node(before).name(), new ArrayList<>(seen));
        }
        return states;
    }

    /** The values that a node, or one child of it, reads. */
    Sources sources(int v, int child) {
        int from = run.edges.upFrom(v);
        int count = run.edges.upCount(v);
        @Nullable Object[] upstream = count == 0 ? Sources.NOTHING : new Object[count];
        for (int k = 0; k < count; k++) {
            EdgeKind kind = run.edges.upKind(from + k);
            if (kind != EdgeKind.ORDER) {
                upstream[k] = run.values.valueOrAbsent(run.edges.up(from + k), kind == EdgeKind.EACH ? child : -1);
            }
        }
        Children kids = child < 0 ? null : run.children[v];
        return new Sources(
                loop.facts(),
                upstream,
                kids == null ? NO_LISTS : kids.lists,
                child,
                run.dialogue.last(v, child),
                run.turns.get(v, child),
                run.absences.of(v, child),
                null,
                false);
    }
}
