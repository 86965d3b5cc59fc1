package dev.reeve.engine.run;

import dev.reeve.engine.spill.Drained;
import dev.reeve.engine.spill.Elsewhere;
import dev.reeve.engine.spill.Spill;
import dev.reeve.graph.GraphNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Moves some results of one node out of memory. */
final class Moving extends Work {
    /** So much at once; then what was moved is let go before more is. */
    private static final long ENOUGH = 8 << 20;

    private final Loop loop;
    private final GraphNode node;
    private final int[] children;
    private final int[] keys;
    private final @Nullable Object[] before;
    private @Nullable Object[] cells;
    private int seen;
    private long bytes;
    private boolean failed;

    /** {@code children} are indexes, -1 for the node itself; {@code keys} tell them apart in a page, and ascend. */
    Moving(Loop loop, GraphNode node, int[] children, int[] keys, @Nullable Object[] before) {
        this.loop = loop;
        this.node = node;
        this.children = children;
        this.keys = keys;
        this.before = before;
        this.cells = before.clone();
    }

    @Override
    void execute() {
        try {
            Spill spill = loop.spilling().spill();
            if (before[0] instanceof Drained drained) {
                drained.move(spill, ENOUGH);
                seen = 1;
            } else {
                Spill.Moved moved = spill.move(loop.spilling().coding(node), cells, keys, ENOUGH);
                seen = moved.seen();
                bytes = moved.bytes();
            }
        } catch (Throwable broken) { // such as no memory even for that
            LoggerFactory.getLogger(Moving.class)
                    .debug("results of task \"{}\" were not moved out of memory", node.name(), broken);
            cells = before;
            failed = true;
        }
    }

    @Override
    void apply(Run run) {
        run.relief.moved(this);
    }

    GraphNode node() {
        return node;
    }

    int count() {
        return children.length;
    }

    /** How many of them were looked at. */
    int seen() {
        return seen;
    }

    /** Whether none was moved for a reason that may pass. */
    boolean failed() {
        return failed;
    }

    /** About how many bytes one of them takes; 0 if that is not known. */
    long size() {
        return seen == 0 ? 0 : bytes / seen;
    }

    int child(int i) {
        return children[i];
    }

    @Nullable
    Object before(int i) {
        return before[i];
    }

    /** What now stands for that one; null if it stayed. */
    @Nullable
    Object moved(int i) {
        return cells[i] instanceof Elsewhere elsewhere && elsewhere != before[i] ? elsewhere : null;
    }
}
