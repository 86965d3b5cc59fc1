package dev.reeve.engine.spill;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the place of a result that is not in memory as itself. A class and no interface, for whether something
 * is one is asked for every result that is read. Thread-safe.
 */
public abstract sealed class Elsewhere permits Page, Page.Entry, Referenced, Drained, Remote {
    Elsewhere() {}

    /**
     * The value, as a reader sees it. May read a file or a store: not while a role is held.
     *
     * @param key which of several it is; of no meaning where there is one only
     * @throws IOException if it cannot be had any more; says whose result it is and why
     */
    abstract @Nullable Object of(int key) throws IOException;

    /** The value that a reader gets for what stands in a place: itself, or what is brought for it. */
    public static @Nullable Object brought(@Nullable Object cell, int key) throws IOException {
        return cell instanceof Elsewhere elsewhere ? elsewhere.of(key) : cell;
    }

    /** The same for a function that is called elsewhere: what stayed in another process is not brought. */
    public static @Nullable Object sent(@Nullable Object cell, int key) throws IOException {
        return cell instanceof Remote remote ? remote.value() : brought(cell, key);
    }

    /** What a reader is handed that brings the value itself: knows which of several it is. */
    public static @Nullable Object handed(@Nullable Object cell, int key) {
        return cell instanceof Page page ? page.entry(key) : cell;
    }
}
