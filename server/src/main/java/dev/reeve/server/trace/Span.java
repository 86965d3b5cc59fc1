package dev.reeve.server.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a trace. Immutable.
 *
 * @param trace 32 hexadecimal digits
 * @param id 16 of them
 * @param parent 16, or empty: it is the root
 * @param attributes texts and whole numbers, in that order
 * @param error what went wrong; null: nothing did
 */
record Span(
        String trace,
        String id,
        String parent,
        String name,
        Instant start,
        Instant end,
        Map<String, Object> attributes,
        List<Happening> events,
        @Nullable String error) {
    Span {
        end = end.isBefore(start) ? start : end; // clocks of several machines
        events = List.copyOf(events);
    }

    /** Something at one moment of it. */
    record Happening(Instant at, String name, String message) {}
}
