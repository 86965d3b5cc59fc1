package dev.reeve.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attempts that are flow runs of their own, and those runs. Touched by the role's holder only. */
final class Descents {
    /** More runs than these are looked at through their records; remembering a million would take the memory. */
    private static final int REMEMBERED = 10_000;

    private final Set<Attempt> waiting = new LinkedHashSet<>();
    /** Of those that wait, the last of each task run. */
    private final ByTaskRun<Attempt> current = new ByTaskRun<>();

    private final ByTaskRun<LiveRun> latest = new ByTaskRun<>();
    /** How many of those that wait only a person can let go on. */
    private int resting;
    /** How many runs began and have not ended. */
    private int going;

    /** The run of that attempt began. */
    void add(Attempt attempt, LiveRun run) {
        attempt.launched = true;
        going++;
        if (latest.size() < REMEMBERED || latest.get(attempt.node(), attempt.child) != null) {
            latest.put(attempt.node(), attempt.child, run);
        }
    }

    /** The last run of that task run; null if it has none, or is one of too many. */
    @Nullable
    LiveRun latest(int v, int child) {
        return latest.get(v, child);
    }

    /** The attempt waits for its run, without a slot. */
    void await(Attempt attempt) {
        waiting.add(attempt);
        current.put(attempt.node(), attempt.child, attempt);
        resting += resting(attempt);
    }

    private static int resting(Attempt attempt) {
        return attempt.descent().resting ? 1 : 0;
    }

    /** The run waits for a person. */
    void rests(Attempt attempt) {
        if (!attempt.descent().resting) {
            attempt.descent().resting = true;
            resting += waiting.contains(attempt) ? resting(attempt) : 0;
        }
    }

    /** The run goes on. */
    void goesOn(Attempt attempt) {
        if (attempt.descent().resting) {
            resting -= waiting.contains(attempt) ? resting(attempt) : 0;
            attempt.descent().resting = false;
        }
    }

    /** Whether that attempt waits for its run. */
    boolean awaits(Attempt attempt) {
        return waiting.contains(attempt);
    }

    /** The attempt waits no more; false if it did not. */
    boolean ended(Attempt attempt) {
        if (attempt.launched) {
            attempt.launched = false;
            going--;
        }
        if (!waiting.remove(attempt)) {
            return false;
        }
        if (attempt.equals(current.get(attempt.node(), attempt.child))) {
            current.remove(attempt.node(), attempt.child);
        }
        resting -= resting(attempt);
        return true;
    }

    /** The attempt of that task run that waits for its run, if there is one. */
    @Nullable
    Attempt of(int v, int child) {
        return current.get(v, child);
    }

    /** Whether a run has not ended, of an attempt that nobody waits for any more, too. */
    boolean any() {
        return going > 0;
    }

    /** Whether a run goes on that does not wait for a person. */
    boolean active() {
        return waiting.size() > resting;
    }

    /** The attempts whose runs wait for a person. */
    List<Attempt> resting() {
        List<Attempt> paused = new ArrayList<>();
        for (Attempt attempt : waiting) {
            if (attempt.descent().resting) {
                paused.add(attempt);
            }
        }
        return paused;
    }
}
