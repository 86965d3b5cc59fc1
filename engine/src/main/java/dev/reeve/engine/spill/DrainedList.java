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
    private static final @Nullable Object[] NOTHING = {};

    private final int size;
    /** The index of the first element of each chunk. */
    private final int[] starts;

    private final AtomicReferenceArray<Chunk> chunks;
    /** Chunks before that one were moved, as far as they can be. */
    private int unmoved;

    private DrainedList(int size, int[] starts, AtomicReferenceArray<Chunk> chunks) {
        this.size = size;
        this.starts = starts;
        this.chunks = chunks;
    }

    /** Chunks as they come, from one thread. */
    static final class Growing {
        private final List<Chunk> chunks = new ArrayList<>();
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
            chunks.add(new Chunk(cells, null));
            size += cells.length;
        }

        /** Moves all there is, until nobody wants that any more; the bytes of one element, about. */
        long move(long nanos) {
            long bytes = 0;
            long elements = 0;
            while (unmoved < chunks.size() && spill.wanted(nanos)) {
                @Nullable Object[] cells = chunks.get(unmoved).cells();
                bytes += moved(spill, coding, cells, starts[unmoved]);
                elements += cells.length;
                chunks.set(unmoved, Chunk.of(cells));
                unmoved++;
            }
            return elements == 0 ? 0 : bytes / elements;
        }

        DrainedList done() {
            DrainedList list = new DrainedList(
                    size,
                    Arrays.copyOf(starts, chunks.size()),
                    new AtomicReferenceArray<>(chunks.toArray(Chunk[]::new)));
            list.unmoved = unmoved;
            return list;
        }
    }

    private static long moved(Spill spill, Coding coding, @Nullable Object[] cells, int start) {
        int[] keys = new int[cells.length];
        Arrays.setAll(keys, i -> start + i);
        return spill.move(coding, cells, keys, Long.MAX_VALUE).bytes();
    }

    /** Elements one after the other: cells, or one page for all of them. */
    private record Chunk(@Nullable Object[] cells, @Nullable Page page) {
        static Chunk of(@Nullable Object[] cells) {
            Page page = cells[0] instanceof Page first ? first : null;
            for (Object cell : cells) {
                if (page == null || !page.equals(cell)) {
                    return new Chunk(cells, null);
                }
            }
            return new Chunk(NOTHING, page);
        }

        @Nullable
        Object at(int place, int index) throws IOException {
            return page == null ? Elsewhere.brought(cells[place], index) : page.of(index);
        }
    }

    /** The first chunk that may be in memory; -1 if none is. */
    synchronized int firstHeld() {
        return unmoved < starts.length ? unmoved : -1;
    }

    /** Moves chunks out of memory. */
    synchronized void move(Spill spill, Coding coding, long enough) {
        for (long bytes = 0; unmoved < starts.length && bytes < enough; unmoved++) {
            @Nullable Object[] cells = chunks.get(unmoved).cells().clone();
            bytes += moved(spill, coding, cells, starts[unmoved]);
            chunks.set(unmoved, Chunk.of(cells));
        }
    }

    @Override
    public @Nullable Object get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("element " + index + " of " + size);
        }
        int found = Arrays.binarySearch(starts, index);
        int chunk = found >= 0 ? found : -found - 2;
        try {
            return chunks.get(chunk).at(index - starts[chunk], index);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost.getMessage(), lost);
        }
    }

    @Override
    public int size() {
        return size;
    }
}
