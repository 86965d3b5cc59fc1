package dev.reeve.graph;

import org.jspecify.annotations.Nullable;

/** A part of a value: what {@code csv.get(CsvFile::text)} takes out of it. User code; may throw. */
@FunctionalInterface
public interface Component {
    /** The part of {@code whole}. */
    @Nullable
    Object of(@Nullable Object whole) throws Exception;
}
