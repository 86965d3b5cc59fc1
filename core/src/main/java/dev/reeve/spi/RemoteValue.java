package dev.reeve.spi;

import org.jspecify.annotations.Nullable;

/**
 * A result that stayed in the process that made it. It stands for the value in the run, and among the inputs of functions
 * that are called elsewhere; who needs it in this process brings it. Thread-safe.
 */
public interface RemoteValue {
    /**
     * The value itself; each time a new object. Takes time: not while a lock is held.
     *
     * @throws Exception if it cannot be had any more; says why
     */
    @Nullable
    Object bring() throws Exception;

    /** How many bytes it takes where it is. */
    long bytes();

    /** Nobody reads it any more: its process need not keep it. Quick, idempotent. */
    void forget();
}
