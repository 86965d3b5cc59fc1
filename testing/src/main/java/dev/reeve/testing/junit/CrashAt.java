package dev.reeve.testing.junit;

/** Whether the engine is lost while a test runs. */
public enum CrashAt {
    /** It is not. */
    NEVER,
    /**
     * Once in each repetition of the test: just before and just after each time that something becomes durable. Of more than
     * 200 such points a sample is drawn.
     */
    EVERY_COMMIT
}
