package dev.reeve.engine.run;

import java.util.Arrays;

/** Task runs, in the order in which they were put there. Touched by the role's holder only. */
final class Backlog {
    static final long NONE = -1;

    private long[] entries = new long[16];
    private int first;
    private int size;

    void add(int v, int child) {
        if (size == entries.length) {
            long[] larger = Arrays.copyOfRange(entries, first, first + 2 * size);
            System.arraycopy(entries, 0, larger, size - first, first);
            entries = larger;
            first = 0;
        }
        entries[(first + size++) & entries.length - 1] = (long) v << 32 | (child + 1);
    }

    /** The oldest, which stays; {@link #NONE} if there is none. */
    long peek() {
        return size == 0 ? NONE : entries[first];
    }

    void remove() {
        first = first + 1 & entries.length - 1;
        size--;
    }

    static int node(long entry) {
        return (int) (entry >>> 32);
    }

    static int child(long entry) {
        return (int) entry - 1;
    }
}
