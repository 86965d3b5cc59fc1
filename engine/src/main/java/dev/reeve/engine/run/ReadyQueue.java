package dev.reeve.engine.run;

import java.util.Arrays;

/**
 * What may run, best first: a binary heap of {@code rank << 32 | child + 1}. Children of one mapped node that become
 * ready together stand in it once, as a range.
 */
final class ReadyQueue {
    /** Nothing is ready. */
    static final long NONE = -1;

    private long[] heap = new long[16];
    private int size;
    /** For each rank, the end (exclusive) of the range of children that is in the heap; 0 for none. */
    private final int[] rangeEnd;
    /** For each rank, the first child of that range. A single child of a lower index is a retry. */
    private final int[] rangeNext;

    ReadyQueue(int ranks) {
        this.rangeEnd = new int[ranks];
        this.rangeNext = new int[ranks];
    }

    static int rank(long entry) {
        return (int) (entry >>> 32);
    }

    /** The child's index; -1 for a node itself. */
    static int child(long entry) {
        return (int) entry - 1;
    }

    /** How much is ready, of ranges only the one that is next. */
    int size() {
        if (size == 0) {
            return 0;
        }
        int rank = rank(heap[0]);
        return size + Math.max(0, rangeEnd[rank] - rangeNext[rank] - 1);
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(int rank, int child) {
        push(entry(rank, child));
    }

    /** Adds children {@code 0} to {@code width} (exclusive); a node has at most one such range. */
    void addRange(int rank, int width) {
        rangeEnd[rank] = width;
        rangeNext[rank] = 0;
        push(entry(rank, 0));
    }

    /** Takes the best; {@link #NONE} if there is nothing. */
    long poll() {
        if (size == 0) {
            return NONE;
        }
        long best = heap[0];
        int rank = rank(best);
        int child = child(best);
        if (child >= 0 && child == rangeNext[rank] && child < rangeEnd[rank]) {
            rangeNext[rank] = child + 1;
            if (child + 1 < rangeEnd[rank]) {
                heap[0] = entry(rank, child + 1);
                sink();
                return best;
            }
            rangeEnd[rank] = 0;
        }
        heap[0] = heap[--size];
        sink();
        return best;
    }

    private void push(long entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent] <= entry) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = entry;
    }

    private void sink() {
        long entry = heap[0];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= entry) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = entry;
    }

    static long entry(int rank, int child) {
        return (long) rank << 32 | (child + 1);
    }
}
