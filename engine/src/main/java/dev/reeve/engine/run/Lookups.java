package dev.reeve.engine.run;

import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which task runs' stored results were looked for: each once, and again and again while another task run makes the same.
 * Touched by the role's holder only.
 */
final class Lookups {
    private static final long SHORTEST_PAUSE = 10_000_000;
    private static final long LONGEST_PAUSE = 500_000_000;
    private static final String REASON = "waits for the same result, which another task run makes";

    private final Run run;
    private final Set<Long> done = new HashSet<>();
    private List<Long> waiting = new ArrayList<>();
    /** Whether some wait for a task run of another run or process, which does not tell when it ended. */
    private boolean elsewhere;

    private long pause = SHORTEST_PAUSE;
    private boolean alarmed;
    /** How many attempts have ended, or had their result found. */
    private long ends;

    Lookups(Run run) {
        this.run = run;
    }

    /** Whether a task run's result is still to be looked for; from then on it is not. */
    boolean begin(int v, int child) {
        return done.add(key(v, child));
    }

    /** A task run was told something: what it makes now may be stored, although what it made before was not. */
    void lookAgain(int v, int child) {
        done.remove(key(v, child));
    }

    /** What a look for a stored result came to. */
    void ended(Lookup lookup) {
        int v = lookup.planned.node().index();
        int child = lookup.child;
        Shelf.Hit hit = lookup.hit;
        if (!(run.state(v, child) instanceof State.Queued)) {
            return; // it was cancelled, and its place may be gone
        }
        if (hit != null) {
            run.values.keep(v, child, hit.value(), hit.key());
            run.journal.stored(v, child, hit.key(), hit.hash());
            if (lookup.adopts()) {
                run.restoring.adopted(v, child);
            }
            if (lookup.planned.node().kind().launches()) { // how it was made is not known, but what
                run.dialogue.inside(v, child, "result " + hit.hash());
            }
            run.move(v, child, new TaskEvent.Reused(lookup.attempt, hit.source()));
            askAgain();
        } else if (lookup.waits != null && !lookup.waits.elsewhere() && lookup.asOf != ends) {
            done.remove(key(v, child)); // the one that it would wait for may have ended since it looked
            run.ready.add(run.plan.rank(v), child);
        } else if (lookup.waits != null) {
            park(v, child, lookup.waits.elsewhere());
        } else {
            run.ready.add(run.plan.rank(v), child);
        }
    }

    /** Another one makes the result: the task run waits, without a slot. */
    void park(int v, int child, boolean ofAnother) {
        if (!(run.state(v, child) instanceof State.Queued queued
                && queued.reason().equals(REASON))) {
            run.step(v, child, new TaskEvent.Throttled(REASON));
        }
        waiting.add(key(v, child));
        elsewhere |= ofAnother;
        if (!alarmed) { // also for one of this run, which may have ended since
            alarmed = true;
            run.later(elsewhere ? pause : LONGEST_PAUSE, this::rung);
        }
    }

    /** The moment, as those that look know whether attempts ended since. */
    long moment() {
        return ends;
    }

    /** An attempt ended, which may be what some wait for. */
    void askAgain() {
        ends++;
        if (!waiting.isEmpty()) {
            List<Long> ask = waiting;
            waiting = new ArrayList<>();
            elsewhere = false;
            for (long key : ask) {
                done.remove(key);
                run.ready.add(run.plan.rank((int) (key >>> 32)), (int) key - 1);
            }
        }
    }

    private void rung() {
        alarmed = false;
        pause = elsewhere ? Math.min(2 * pause, LONGEST_PAUSE) : SHORTEST_PAUSE;
        askAgain();
    }

    private static long key(int v, int child) {
        return (long) v << 32 | (child + 1);
    }
}
