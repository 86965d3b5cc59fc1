package dev.reeve.engine.run;

/** Nodes and children that became due while something else was worked on; first in, first out. */
final class Worklist {
    /** In place of a child's index: all children of the node ended. */
    static final int CHILDREN_FINISHED = -2;

    private long[] ring = new long[64];
    private int head;
    private int size;
    private long current;

    void add(int node, int child) {
        if (size == ring.length) {
            long[] larger = new long[size * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = ring[(head + i) % size];
            }
            ring = larger;
            head = 0;
        }
        ring[(head + size++) % ring.length] = (long) node << 32 | (child & 0xFFFFFFFFL);
    }

    /** Goes to the next entry; false if there is none. */
    boolean next() {
        if (size == 0) {
            return false;
        }
        current = ring[head];
        head = (head + 1) % ring.length;
        size--;
        return true;
    }

    int node() {
        return (int) (current >> 32);
    }

    int child() {
        return (int) current;
    }
}
