package dev.reeve.simulation.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a node ends; {@code children} is null for one that was not mapped. */
public record NodeEnd(End end, @Nullable List<End> children) {
    /** What a trigger sees of it. */
    List<End> seen() {
        return children == null || children.isEmpty() ? List.of(end) : children; // none: one that ended well
    }

    /** Whether it was mapped, and all of its children were skipped. */
    boolean noChild() {
        return children != null && end.skipped();
    }
}
