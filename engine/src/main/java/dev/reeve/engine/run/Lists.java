package dev.reeve.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Reads a value as a list. */
final class Lists {
    private Lists() {}

    /** That list. */
    @SuppressWarnings("unchecked")
    static List<@Nullable Object> of(@Nullable Object value, String what) {
        if (value instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw new IllegalArgumentException(what + " got "
                + (value == null ? "null" : "a " + value.getClass().getName()) + " where a list belongs");
    }

    /** That list, quick to index. */
    static List<@Nullable Object> indexed(@Nullable Object value, String what) {
        List<@Nullable Object> list = of(value, what);
        return list instanceof RandomAccess ? list : new ArrayList<>(list);
    }
}
