package dev.reeve.spi;

import org.jspecify.annotations.Nullable;

/** A slot of another process, set aside for one attempt. Used by one thread at a time. */
public interface RemoteSlot {
    /** Whose it is, for people: the worker's name, its process and host. */
    String worker();

    /**
     * Calls the function there and waits for what comes of it. A thread that is interrupted has the function interrupted, and
     * goes on waiting until that ended.
     *
     * @return what the function returned; a {@link RemoteValue} if that stayed there
     * @throws Exception what the function threw, its {@link dev.reeve.Signal} included; or that its process was lost
     */
    @Nullable
    Object call(RemoteCall call) throws Exception;

    /** Gives it back. Idempotent. */
    void free();
}
