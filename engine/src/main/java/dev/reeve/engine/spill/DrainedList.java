package dev.reeve.engine.spill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Elements in chunks, some in memory and some not. Nobody can change it. Thread-safe. */
final class DrainedList extends AbstractList<@Nullable Object> implements RandomAccess {
    private final int size;
    /** The index of the first element of each chunk. */
    private final int[] starts;
    /** An array of cells, or one page. */
    private final AtomicReferenceArray<Object> chunks;
    /** Chunks before that one were moved, as far as they can be. */
    private int unmoved;

    private DrainedList(int size, int[] starts, AtomicReferenceArray<Object> chunks) {
        this.size = size;
        this.starts = starts;
        this.chunks = chunks;
    }

    /** Chunks as they come, from one thread. */
    static final class Growing {
        private final List<Object> chunks = new ArrayList<>();
        private final Spill spill;
        private final Coding coding;
        private int[] starts = new int[16];
        private int size;
        private int unmoved;

        Growing(Spill spill, Coding coding) {
            this.spill = spill;
            this.coding = coding;
        }

        int size() {
            return size;
        }

        void add(@Nullable Object[] cells) {
            if (chunks.size() == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[chunks.size()] = size;
            chunks.add(cells);
            size += cells.length;
        }

        /** Moves all there is, until nobody wants that any more; the bytes of one element, about. */
        long move(long nanos) {
            long bytes = 0;
            long elements = 0;
            while (unmoved < chunks.size() && spill.wanted(nanos)) {
                @Nullable Object[] cells = (@Nullable Object[]) chunks.get(unmoved);
                bytes += moved(spill, coding, cells, starts[unmoved]);
                elements += cells.length;
                chunks.set(unmoved, compact(cells));
                unmoved++;
            }
            return elements == 0 ? 0 : bytes / elements;
        }

        DrainedList done() {
            DrainedList list = new DrainedList(
                    size, Arrays.copyOf(starts, chunks.size()), new AtomicReferenceArray<>(chunks.toArray()));
            list.unmoved = unmoved;
            return list;
        }
    }

    private static long moved(Spill spill, Coding coding, @Nullable Object[] cells, int start) {
        int[] keys = new int[cells.length];
        Arrays.setAll(keys, i -> start + i);
        return spill.move(coding, cells, keys, Long.MAX_VALUE).bytes();
    }

    /** One page in place of its cells, if all are of one. */
    private static Object compact(@Nullable Object[] cells) {
        for (Object cell : cells) {
            if (!(cell instanceof Page) || cell != cells[0]) {
                return cells;
            }
        }
        return cells.length == 0 ? cells : (Page) cells[0];
    }

    /** The first chunk that may be in memory; -1 if none is. */
    synchronized int firstHeld() {
        return unmoved < starts.length ? unmoved : -1;
    }

    /** Moves chunks out of memory. */
    synchronized void move(Spill spill, Coding coding, long enough) {
        for (long bytes = 0; unmoved < starts.length && bytes < enough; unmoved++) {
            @Nullable Object[] cells = ((@Nullable Object[]) chunks.get(unmoved)).clone();
            bytes += moved(spill, coding, cells, starts[unmoved]);
            chunks.set(unmoved, compact(cells));
        }
    }

    @Override
    public @Nullable Object get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("element " + index + " of " + size);
        }
        int found = Arrays.binarySearch(starts, index);
        int chunk = found >= 0 ? found : -found - 2;
        Object held = chunks.get(chunk);
        try {
            return held instanceof @Nullable Object[] cells
                    ? Elsewhere.brought(cells[index - starts[chunk]], index)
                    : ((Page) held).of(index);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost.getMessage(), lost);
        }
    }

    @Override
    public int size() {
        return size;
    }
}
