package dev.reeve.engine.spill;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A result that is stored, and read again if memory was needed for something else. Thread-safe. */
public final class Referenced extends Elsewhere {
    private final String words;
    private final Callable<@Nullable Object> store;
    private volatile SoftReference<@Nullable Object> known;

    /**
     * Refers to a result.
     *
     * @param words whose result it is and where, for people
     * @param value what it is now
     * @param store reads it again
     */
    public Referenced(String words, @Nullable Object value, Callable<@Nullable Object> store) {
        this.words = words;
        this.store = store;
        this.known = new SoftReference<>(value);
    }

    @Override
    @Nullable
    Object of(int key) throws IOException {
        Object value = known.get();
        if (value == null) {
            try {
                value = store.call();
            } catch (Exception lost) {
                throw new IOException(
                        words + " was read again, for it is large and not kept in memory, and that failed: "
                                + lost.getMessage() + ". The task that reads it can be retried; if the store has lost"
                                + " it, run the task that made it again.",
                        lost);
            }
            known = new SoftReference<>(value);
        }
        return value;
    }

    /** Lets go of what is in memory. */
    public void letGo() {
        known.clear();
    }
}
