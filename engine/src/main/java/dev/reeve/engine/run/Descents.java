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

    /** A run that began, and of which attempt it is the run: knowing the attempt would hold what it was given. */
    private record Begun(int attempt, LiveRun run) {}

    private final Set<Attempt> waiting = new LinkedHashSet<>();
    /** Of those that wait, the last of each task run. */
    private final ByTaskRun<Attempt> current = new ByTaskRun<>();

    private final ByTaskRun<Begun> latest = new ByTaskRun<>();
    /** How many of those that wait only a person can let go on. */
    private int resting;
    /** How many runs began and have not ended. */
    private int going;

    /**
     * The run of that attempt began; false if a later attempt's did before, as this one was given up before it got to
     * begin its own. That one stays the last.
     */
    boolean add(Attempt attempt, LiveRun run) {
        attempt.launched = true;
        going++;
        int number = attempt.tries().attempt();
        Begun last = latest.get(attempt.node(), attempt.child);
        if (last != null && last.attempt() > number) {
            return false;
        }
        if (last != null || latest.size() < REMEMBERED) {
            latest.put(attempt.node(), attempt.child, new Begun(number, run));
        }
        return true;
    }

    /** The last run of that task run; null if it has none, or is one of too many. */
    @Nullable
    LiveRun latest(int v, int child) {
        Begun last = latest.get(v, child);
        return last == null ? null : last.run();
    }

    /** The attempt waits for its run, without a slot. */
    void await(Attempt attempt) {
        waiting.add(attempt);
        Attempt other = current.get(attempt.node(), attempt.child);
        if (other == null || other.tries().attempt() < attempt.tries().attempt()) { // else it was given up before
            current.put(attempt.node(), attempt.child, attempt);
        }
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
