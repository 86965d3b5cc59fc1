package dev.reeve.engine.spill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Moves what one run holds out of memory. Thread-safe. */
public final class Spill {
    /** A page is full with so many bytes. */
    private static final int PAGE = 1 << 20;

    private final Memory memory;
    private final @Nullable Scratch scratch;
    private final @Nullable Path directory;
    private volatile boolean broken;

    /** Moves into a directory, which need not be there yet; null: nowhere. */
    public Spill(Memory memory, @Nullable Path directory) {
        this.memory = memory;
        this.directory = directory;
        this.scratch = directory == null ? null : new Scratch(directory);
    }

    /** Whether something should be moved, and can be. */
    public boolean wanted(long nanos) {
        return memory.tight(nanos) && scratch != null && !broken;
    }

    /** Whether there is something in that cell that can be moved, as far as can be told without trying. */
    public static boolean takes(@Nullable Object cell) {
        return cell instanceof Elsewhere
                ? cell instanceof Drained drained && drained.isHeld()
                : Coding.worthwhile(cell);
    }

    /**
     * What became of some cells.
     *
     * @param seen how many of them were looked at
     * @param bytes how much those take that were moved
     */
    public record Moved(int seen, long bytes) {}

    /**
     * Moves some cells into pages, until so many bytes were moved. What has to stay in memory, stays.
     *
     * @param keys of the cells, ascending
     */
    public Moved move(Coding coding, @Nullable Object[] cells, int[] keys, long enough) {
        int from = 0;
        long bytes = 0;
        while (from < cells.length && bytes < enough && !broken) {
            List<Coding.Encoded> encoded = new ArrayList<>();
            int[] places = new int[cells.length - from];
            int length = 0;
            while (from < cells.length && length < PAGE) {
                Object cell = cells[from];
                Coding.Encoded one =
                        cell != null && takes(cell) && !(cell instanceof Drained) ? coding.encoded(cell) : null;
                if (one != null) {
                    places[encoded.size()] = from;
                    encoded.add(one);
                    length += one.length();
                }
                from++;
            }
            if (!encoded.isEmpty() && write(coding, cells, keys, Arrays.copyOf(places, encoded.size()), encoded)) {
                bytes += length;
            }
        }
        memory.moved(bytes);
        return new Moved(from, bytes);
    }

    private boolean write(
            Coding coding, @Nullable Object[] cells, int[] keys, int[] places, List<Coding.Encoded> encoded) {
        if (scratch == null) {
            return false;
        }
        try {
            int[] kept = Arrays.stream(places).map(place -> keys[place]).toArray();
            Page page = scratch.write(coding, kept, encoded);
            for (int place : places) {
                cells[place] = page;
            }
            return true;
        } catch (IOException full) {
            if (!broken) {
                broken = true;
                LoggerFactory.getLogger(Spill.class)
                        .warn(
                                "memory is tight, and results cannot be moved to {}: {}. They stay in memory. Give it"
                                        + " space, or set results.spill-dir to another directory.",
                                directory,
                                full.toString());
            }
            return false;
        }
    }

    /** Takes all of a stream's elements and closes it. */
    public Drained drain(Stream<?> stream, Coding coding, int most, LongSupplier nanos) throws Exception {
        return new Drain(this, coding, most, nanos).of(stream);
    }
}
