package dev.reeve.engine.spill;

import dev.reeve.engine.fingerprint.MereList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.RandomAccess;
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
