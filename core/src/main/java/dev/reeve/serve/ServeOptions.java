package dev.reeve.serve;

import dev.reeve.RunOptions;
import dev.reeve.spi.CodeLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How flows are served: {@code ServeOptions.DEFAULT.overlap(Overlap.queue(5)).catchUp(CatchUp.NONE)}. Immutable: each
 * method returns another.
 *
 * @param overlap what happens to a firing while its clock's run goes on
 * @param catchUp what becomes of firings at whose time nobody was there
 * @param unfinished what becomes of runs that did not end before serving did
 * @param standby whether to wait for a flow that another process serves; else it is refused
 * @param once whether to end after what is due now
 * @param until the last time that is served, inclusive; null: no end
 * @param grace how long runs may go on when serving stops, before they are cancelled
 * @param runs what each run is asked; wins over what the schedule says
 * @param codes where the code of flows is, by their names, for the records of their runs
 * @param loaders the class loaders that are the context of flows' runs, by their names; that of whoever serves where
 *     none is named
 * @param listener told what happens, one call after another; null: it is logged
 */
public record ServeOptions(
        Overlap overlap,
        CatchUp catchUp,
        Unfinished unfinished,
        boolean standby,
        boolean once,
        @Nullable Instant until,
        Duration grace,
        RunOptions runs,
        Map<String, CodeLocation> codes,
        Map<String, ClassLoader> loaders,
        @Nullable Consumer<ServeEvent> listener) {
    /** Skips overlaps, catches up with the last firing, resumes, waits for another process, 30 seconds of grace. */
    public static final ServeOptions DEFAULT = new ServeOptions(
            Overlap.SKIP,
            CatchUp.LAST,
            Unfinished.RESUME,
            true,
            false,
            null,
            Duration.ofSeconds(30),
            RunOptions.DEFAULT,
            Map.of(),
            Map.of(),
            null);

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the grace period is negative
     */
    public ServeOptions {
        Objects.requireNonNull(runs, "runs");
        codes = Map.copyOf(codes);
        loaders = Map.copyOf(loaders);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a grace period of " + grace + "; use zero or more");
        }
    }

    /** What happens to a firing while its clock's run goes on; it is left out if not said. */
    public ServeOptions overlap(Overlap policy) {
        return new ServeOptions(
                policy, catchUp, unfinished, standby, once, until, grace, runs, codes, loaders, listener);
    }

    /** What becomes of firings at whose time nobody was there; the last of each clock runs if not said. */
    public ServeOptions catchUp(CatchUp policy) {
        return new ServeOptions(
                overlap, policy, unfinished, standby, once, until, grace, runs, codes, loaders, listener);
    }

    /** What becomes of runs that did not end before serving did; they go on if not said. */
    public ServeOptions unfinished(Unfinished policy) {
        return new ServeOptions(overlap, catchUp, policy, standby, once, until, grace, runs, codes, loaders, listener);
    }

    /** Whether to wait for a flow that another process serves, which is the default; else it is refused. */
    public ServeOptions standby(boolean wait) {
        return new ServeOptions(overlap, catchUp, unfinished, wait, once, until, grace, runs, codes, loaders, listener);
    }

    /** Whether to end when what is due now, or to be caught up with, has run. */
    public ServeOptions once(boolean now) {
        return new ServeOptions(
                overlap, catchUp, unfinished, standby, now, until, grace, runs, codes, loaders, listener);
    }

    /** Ends when the firings up to that time, inclusive, have run. */
    public ServeOptions until(Instant end) {
        return new ServeOptions(
                overlap, catchUp, unfinished, standby, once, end, grace, runs, codes, loaders, listener);
    }

    /** How long runs may go on when serving stops, before they are cancelled; 30 seconds if not said. */
    public ServeOptions grace(Duration limit) {
        return new ServeOptions(
                overlap, catchUp, unfinished, standby, once, until, limit, runs, codes, loaders, listener);
    }

    /** What each run is asked. Its values of parameters and its zone win over those of the schedule. */
    public ServeOptions runs(RunOptions options) {
        return new ServeOptions(
                overlap, catchUp, unfinished, standby, once, until, grace, options, codes, loaders, listener);
    }

    /** Where the code of flows is, by their names: another process finds it there to resume a run. */
    public ServeOptions codes(Map<String, CodeLocation> places) {
        return new ServeOptions(
                overlap, catchUp, unfinished, standby, once, until, grace, runs, places, loaders, listener);
    }

    /**
     * The class loaders that are the context of flows' runs, by their names, where flows of several places are served
     * together and each has libraries of its own.
     */
    public ServeOptions loaders(Map<String, ClassLoader> contexts) {
        return new ServeOptions(
                overlap, catchUp, unfinished, standby, once, until, grace, runs, codes, contexts, listener);
    }

    /** What runs of that flow are asked. */
    public RunOptions runsOf(String flow) {
        CodeLocation code = codes.get(flow);
        return code == null ? runs : runs.code(code);
    }

    /** Tells this one what happens, one call after another, in place of the log. */
    public ServeOptions listener(Consumer<ServeEvent> told) {
        return new ServeOptions(overlap, catchUp, unfinished, standby, once, until, grace, runs, codes, loaders, told);
    }
}
