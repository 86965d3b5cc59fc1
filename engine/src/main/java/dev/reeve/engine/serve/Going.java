package dev.reeve.engine.serve;

/** A run that was begun. Thread-safe. */
public interface Going {
    /** How a run stands. */
    enum Standing {
        /** It goes on. */
        GOES_ON,
        /** A person has to say something. */
        WAITS,
        /** It ended well. */
        SUCCEEDED,
        /** It ended otherwise, or could not begin. */
        FAILED,
        /** It was cancelled. */
        CANCELLED;

        /** Whether it ended. */
        public boolean ended() {
            return this != GOES_ON && this != WAITS;
        }
    }

    /**
     * What is known of it.
     *
     * @param state the name of the run's state
     * @param message what goes with the state; may be empty
     */
    record Outcome(Standing standing, String state, String message) {}

    /** How it stands now. */
    Outcome outcome();

    /** Asks it to stop. */
    void cancel(String reason);
}
