package dev.reeve.graph;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A part of a value: what {@code csv.get(CsvFile::text)} takes out of it. User code; may throw. */
@FunctionalInterface
public interface Component {
    /** The part of {@code whole}. */
    @Nullable
    Object of(@Nullable Object whole) throws Exception;

    /** The generic type of the part; null where it cannot be told. */
    default @Nullable Type type() {
        return null;
    }
}
