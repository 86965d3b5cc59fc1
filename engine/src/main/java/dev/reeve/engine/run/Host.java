package dev.reeve.engine.run;

import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Serializer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who runs a run, for what it asks only when it needs it: most never do, and a small flow that does not starts sooner.
 * Thread-safe.
 */
public interface Host {
    /** How long a task that was asked to stop is waited for. */
    Duration grace();

    /** The time zone of dates. */
    ZoneId zone();

    /** The span of time whose data the run is about; null: the empty one at its scheduled time. */
    default @Nullable DataInterval dataInterval() {
        return null;
    }

    /** Which epoch of the run it is, from 1. */
    default int epoch() {
        return 1;
    }

    /** Who knows secrets that the run was given no provider for. */
    SecretProvider secrets();

    /** What it runs on. */
    Machine machine();

    /** The directory for results when memory is tight; null: they stay in memory. */
    @Nullable
    Path spillDirectory();

    /** How many elements a stream that a task returns may have. */
    int streamLimit();

    /** What turns results into bytes where their task does not say. */
    Serializer serializer();

    /**
     * Starts the flow run that a task is, and returns at once, unless tasks run in the thread that asks.
     *
     * @param label the task that it is, with its child's index, as {@code load[3]}
     * @param restored what the task's own run took over from earlier epochs
     * @param begun given the run before its first task begins
     */
    void launch(Launch launch, String label, int attempt, Restored restored, Parent parent, Consumer<LiveRun> begun);

    /** Told how a run gets on that somebody waits for. */
    interface Parent {
        /** It ended, or waits for a person, after it went on so many times. Called outside of any role. */
        void rests(long goings);

        /** It goes on after it rested, for so many times now. Called while its role is held: quick. */
        void goesOn(long goings);

        /** It cannot go on for a defect of the engine. Called outside of any role. */
        void broke(Throwable bug);
    }
}
