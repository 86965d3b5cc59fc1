package dev.reeve.engine.spill;

import dev.reeve.spi.RemoteValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A result that stayed in the process that made it. Thread-safe. */
public final class Remote extends Elsewhere {
    private final String words;
    private final RemoteValue value;

    /**
     * Stands for a value.
     *
     * @param words whose result it is, for people
     */
    public Remote(String words, RemoteValue value) {
        this.words = words;
        this.value = value;
    }

    /** What stands for the value where it is handed on. */
    public RemoteValue value() {
        return value;
    }

    @Override
    @Nullable
    Object of(int key) throws IOException {
        try {
            return value.bring();
        } catch (Exception lost) {
            throw new IOException(words + " cannot be had: " + lost.getMessage(), lost);
        }
    }

    /** If it is one: nobody reads that any more. */
    public static void forget(@Nullable Object cell) {
        if (cell instanceof Remote remote) {
            remote.value.forget();
        }
    }
}
