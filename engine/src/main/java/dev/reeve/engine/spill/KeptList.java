package dev.reeve.engine.spill;

import dev.reeve.engine.fingerprint.MereList;
import dev.reeve.spi.RemoteValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The results of a mapped task as a list that nobody can change. One that is not in memory is read when it is asked for,
 * and not kept: asked twice, it is two objects. Thread-safe.
 */
public final class KeptList extends AbstractList<@Nullable Object> implements RandomAccess, MereList<@Nullable Object> {
    private final @Nullable Object[] cells;
    private final int firstKey;
    private final int @Nullable [] places;

    /**
     * A view of cells.
     *
     * @param firstKey what the first cell is known by where several results stand together
     * @param places which of the cells are in the list, in order; null for all
     */
    public KeptList(@Nullable Object[] cells, int firstKey, int @Nullable [] places) {
        this.cells = cells;
        this.firstKey = firstKey;
        this.places = places;
    }

    /**
     * That result.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    @Override
    public @Nullable Object get(int index) {
        int place = places == null ? index : places[index];
        Object cell = cells[place];
        return cell instanceof Elsewhere elsewhere ? value(elsewhere, firstKey + place) : cell;
    }

    /** What stands for a result that stayed in another process; null for any other. Reads nothing. */
    public @Nullable RemoteValue remote(int index) {
        return cells[places == null ? index : places[index]] instanceof Remote remote ? remote.value() : null;
    }

    /** All that stands for results in other processes. Reads nothing. */
    public List<RemoteValue> remotes() {
        return IntStream.range(0, size())
                .mapToObj(this::remote)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether any stayed in another process. Reads nothing. */
    public boolean isElsewhere() {
        return IntStream.range(0, size()).anyMatch(i -> remote(i) != null);
    }

    /** That result, or what stands for it if it stayed in another process. */
    public @Nullable Object sent(int index) {
        RemoteValue remote = remote(index);
        return remote == null ? get(index) : remote;
    }

    private static @Nullable Object value(Elsewhere elsewhere, int key) {
        try {
            return elsewhere.of(key);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost.getMessage(), lost);
        }
    }

    @Override
    public int size() {
        return places == null ? cells.length : places.length;
    }
}
