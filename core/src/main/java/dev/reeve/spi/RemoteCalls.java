package dev.reeve.spi;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import java.util.List;
import java.util.Map;

/**
 * Calls functions of tasks in other processes, for an executor that has some. The engine asks for a slot before it
 * begins an attempt, and calls the function through it. Thread-safe.
 */
public interface RemoteCalls {
    /** Whether the function of that task is called elsewhere; what is bound to the process of the run is not. */
    boolean concerns(FlowGraph graph, GraphNode node);

    /**
     * Refuses a flow with a function that cannot be sent, before anything of it runs.
     *
     * @throws IllegalArgumentException naming the task, its function and what of it cannot be sent
     */
    void check(FlowGraph graph);

    /** Whether there are slots, and all of them are taken: then no task is worth asking for. Quick. */
    boolean crowded();

    /** How many attempts that require that could begin now. Quick. */
    int free(Map<String, Integer> requires);

    /**
     * Sets a slot aside for one attempt. Quick.
     *
     * @param requires units of what the process has to have
     * @param inputs what its function is given that is in other processes: the one with the most of it is best
     */
    Reply take(Map<String, Integer> requires, List<RemoteValue> inputs);

    /** Has that called whenever a slot may have become free, on any thread; it must be quick. */
    Listening listen(Runnable change);

    /** What comes of asking for a slot. */
    sealed interface Reply {
        /** It is set aside until it is freed. */
        record Taken(RemoteSlot slot) implements Reply {}

        /** Nobody could take the attempt now; the reason is for people. */
        record Missing(String reason) implements Reply {}
    }

    /** That changes are told. */
    @FunctionalInterface
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
