package dev.reeve.engine.capture;

import org.jspecify.annotations.Nullable;

/** Who takes what a thread prints. */
final class Taker {
    private static final InheritableThreadLocal<@Nullable Taker> OF_THREAD = new InheritableThreadLocal<>();
    /** Set while a line is handed on: what that prints, as a log on a terminal, is not to be taken again. */
    private static final ThreadLocal<@Nullable Boolean> HANDING_ON = new ThreadLocal<>();

    private final Lines out;
    private final Lines err;
    private volatile boolean closed;

    Taker(Lines out, Lines err) {
        this.out = out;
        this.err = err;
    }

    /** Whoever takes what this thread prints from now on; returns who did before. */
    static @Nullable Taker exchange(@Nullable Taker taker) {
        Taker before = OF_THREAD.get();
        if (taker == null) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(taker);
        }
        return before;
    }

    /** Who takes what this thread is about to print; null for nobody. */
    static @Nullable Taker here() {
        Taker taker = OF_THREAD.get();
        return taker == null || taker.closed || HANDING_ON.get() != null ? null : taker;
    }

    static void handOn(Runnable action) {
        HANDING_ON.set(true);
        try {
            action.run();
        } finally {
            HANDING_ON.remove();
        }
    }

    void take(boolean error, byte[] bytes, int from, int length) {
        (error ? err : out).write(bytes, from, length);
    }

    void close() {
        closed = true;
        out.finish();
        err.finish();
    }
}
