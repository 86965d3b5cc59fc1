package dev.reeve.engine;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.spi.RemoteCall;
import dev.reeve.spi.RemoteCalls;
import dev.reeve.spi.RemoteSlot;
import dev.reeve.spi.RemoteValue;
import dev.reeve.spi.TaskExecutor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Threads that stand for workers of a cluster, one after the other for each attempt: {@code w1}, {@code w2} and so on. */
public final class NamedWorkers implements TaskExecutor, RemoteCalls {
    private final TaskExecutor threads = TaskExecutors.threads(2);
    private final AtomicInteger taken = new AtomicInteger();

    /** The words of a worker. */
    public static String words(int number) {
        return "w" + number + " (process " + number + " on node" + number + ")";
    }

    @Override
    public RemoteCalls remote() {
        return this;
    }

    @Override
    public boolean concerns(FlowGraph graph, GraphNode node) {
        return node.kind() == Kind.TASK || node.kind() == Kind.MAP;
    }

    @Override
    public Reply take(Map<String, Integer> requires, List<RemoteValue> inputs) {
        return new Reply.Taken(new Slot(words(taken.incrementAndGet())));
    }

    private record Slot(String worker) implements RemoteSlot {
        @Override
        public @Nullable Object call(RemoteCall call) throws Exception {
            return Objects.requireNonNull(call.node().body()).call(call.inputs());
        }

        @Override
        public void free() {}
    }

    @Override
    public void check(FlowGraph graph) {}

    @Override
    public boolean crowded() {
        return false;
    }

    @Override
    public int free(Map<String, Integer> requires) {
        return 2;
    }

    @Override
    public Listening listen(Runnable change) {
        return () -> {};
    }

    @Override
    public int slots() {
        return threads.slots();
    }

    @Override
    public boolean inCallersThread() {
        return false;
    }

    @Override
    public void startWorker(Runnable worker) {
        threads.startWorker(worker);
    }

    @Override
    public String describe() {
        return "2 workers that are threads";
    }

    @Override
    public void close() {
        threads.close();
    }
}
