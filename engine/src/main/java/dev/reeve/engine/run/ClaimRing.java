package dev.reeve.engine.run;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Work that the role's holder has chosen, in the order in which workers take it. One writer at a time, many readers,
 * bounded.
 */
final class ClaimRing {
    static final int CAPACITY = 128;
    private static final int MASK = CAPACITY - 1;

    private final AtomicReferenceArray<@Nullable Work> places = new AtomicReferenceArray<>(CAPACITY);
    private final AtomicLong head = new AtomicLong();
    private volatile long tail;

    /** How much is in it; a moment later it may be less. */
    int size() {
        return (int) (tail - head.get());
    }

    /** How much was taken out of it so far. */
    long taken() {
        return head.get();
    }

    void put(Work work) {
        long last = tail;
        int place = (int) last & MASK;
        while (places.get(place) != null) { // its reader has claimed it and is about to clear it
            Thread.onSpinWait();
        }
        places.setRelease(place, work);
        tail = last + 1; // one writer at a time: the role's holder
    }

    @Nullable
    Work poll() {
        while (true) {
            long first = head.get();
            if (first >= tail) {
                return null;
            }
            if (head.compareAndSet(first, first + 1)) {
                int place = (int) first & MASK;
                Work work = places.get(place);
                places.setRelease(place, null);
                return work;
            }
        }
    }
}
