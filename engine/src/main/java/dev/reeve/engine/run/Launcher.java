package dev.reeve.engine.run;

import java.util.function.Consumer;

/** Starts the flow runs that tasks of a run are. Thread-safe. */
@FunctionalInterface
public interface Launcher {
    /** Told how a run gets on that somebody waits for. */
    interface Parent {
        /** It ended, or waits for a person, after it went on so many times. Called outside of any role. */
        void rests(long goings);

        /** It goes on after it rested, for so many times now. Called while its role is held: quick. */
        void goesOn(long goings);

        /** It cannot go on for a defect of the engine. Called outside of any role. */
        void broke(Throwable bug);
    }

    /**
     * Starts a run and returns at once, unless tasks run in the thread that asks.
     *
     * @param label the task that it is, with its child's index, as {@code load[3]}
     * @param begun given the run before its first task begins
     */
    void launch(Launch launch, String label, int attempt, Parent parent, Consumer<LiveRun> begun);
}
