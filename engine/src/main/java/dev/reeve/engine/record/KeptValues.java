package dev.reeve.engine.record;

import dev.reeve.engine.run.Shelf;
import dev.reeve.graph.FlowGraph;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Reads the results of task runs that are kept, each once. Thread-safe. */
final class KeptValues {
    private final FlowGraph graph;
    private final Shelf shelf;
    private final @Nullable RecordedTask[] tasks;
    private final Map<Long, Shelf.Hit> read = new ConcurrentHashMap<>();
    private final Map<Long, Shelf.Hit> turns = new ConcurrentHashMap<>();

    KeptValues(FlowGraph graph, Shelf shelf, @Nullable RecordedTask[] tasks) {
        this.graph = graph;
        this.shelf = shelf;
        this.tasks = tasks;
    }

    private static Long place(int v, int child) {
        return (long) v << 32 | (child + 1);
    }

    /** What a loop passed on that did not end, if it can be read; null else. */
    Shelf.@Nullable Hit turn(int v, int child) {
        return turns.get(place(v, child));
    }

    /** Reads what a loop passed on. */
    void readTurn(int v, int child, RecordedTurn turn) {
        try {
            turns.put(
                    place(v, child), shelf.readTurn(graph.node(v), turn.state().key()));
        } catch (Exception unreadable) { // the loop begins anew
            LoggerFactory.getLogger(KeptValues.class)
                    .debug("{} cannot be used: {}", turn.state().key(), unreadable.toString());
        }
    }

    boolean isRead(int v, int child) {
        return read.containsKey(place(v, child));
    }

    @Nullable
    Stored stored(int v, int child) {
        RecordedTask task = tasks[v];
        return task == null ? null : task.stored(child).orElse(null);
    }

    /** The result, if it was read before or can be now. */
    Shelf.@Nullable Hit value(int v, int child) {
        return problem(v, child).isEmpty() ? read.get(place(v, child)) : null;
    }

    /** Reads it; why that cannot be done, empty if it could. */
    String problem(int v, int child) {
        if (isRead(v, child)) {
            return "";
        }
        Stored stored = stored(v, child);
        if (stored == null) {
            return "its result was not stored";
        }
        try {
            read.put(place(v, child), shelf.read(graph.node(v), stored.key(), stored.hash()));
            return "";
        } catch (Exception unreadable) { // whatever it is, the task makes it anew
            String why = unreadable.getMessage();
            return "its stored result " + stored.key() + " cannot be used: "
                    + (why == null ? unreadable.getClass().getSimpleName() : why);
        }
    }
}
