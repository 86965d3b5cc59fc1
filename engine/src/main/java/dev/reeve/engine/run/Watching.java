package dev.reeve.engine.run;

import dev.reeve.engine.capture.PrintedLines;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.NodeSettings;
import dev.reeve.spi.RunView;
import dev.reeve.spi.RunWatcher;
import dev.reeve.spi.SecretProvider;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells handlers of changes, in the order of the changes, one at a time and never while the role is held: handlers
 * are functions of the user. What they throw is logged and changes nothing.
 */
final class Watching {
    private final FlowGraph graph;
    private final List<Consumer<StateChange>> watchers;
    private final RunWatcher.Watched run;
    private final boolean nodesWatched;
    private final Queue<Runnable> notices = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turns = new AtomicInteger();

    /** {@code inner}: whether the run is a task of another one. */
    Watching(Setup setup, RunView view, boolean inner) {
        SecretProvider secrets = setup.facts().secrets();
        this.graph = setup.graph();
        this.watchers = setup.watchers();
        this.run = new RunWatcher.Watched(
                view, secrets == null ? new OfHost(setup.facts().host()) : secrets, inner);
        this.nodesWatched = anyWatched(graph);
    }

    private static boolean anyWatched(FlowGraph graph) {
        for (GraphNode node : graph.nodes()) {
            if (!node.settings().handlers().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Puts a change down, to be told later. */
    void changed(int v, int child, State from, State to, Instant at) {
        boolean nodeWatched =
                nodesWatched && v >= 0 && !graph.node(v).settings().handlers().isEmpty();
        if (watchers.isEmpty() && !nodeWatched) {
            return;
        }
        String task = v < 0 ? "" : graph.node(v).name();
        StateChange change = new StateChange(graph.name(), run.run().id(), task, child, from, to, at);
        notices.add(() -> {
            watchers.forEach(watcher -> tell(watcher, change));
            if (nodeWatched) {
                tellNode(graph.node(v).settings().handlers(), change);
            }
        });
    }

    private void tellNode(NodeSettings.Handlers handlers, StateChange change) {
        handlers.onStateChange().forEach(handler -> tell(handler, change));
        if (change.to() instanceof State.Retrying) {
            handlers.onRetry().forEach(handler -> tell(handler, change));
        }
        if (change.to().isFailed()) {
            handlers.onFailure().forEach(handler -> tell(handler, change));
        }
    }

    private void tell(Consumer<StateChange> handler, StateChange change) {
        try {
            if (handler instanceof RunWatcher watcher) {
                watcher.accept(change, run);
            } else {
                handler.accept(change);
            }
        } catch (Throwable thrown) { // an Error of a handler must not stop the run either
            Logger log = LoggerFactory.getLogger(Watching.class);
            log.warn(
                    "a handler failed on {} of flow \"{}\" going from {} to {}; the run goes on",
                    change.task().isEmpty() ? "the flow run" : "task \"" + change.taskLabel() + "\"",
                    change.flow(),
                    change.from().name(),
                    change.to().name(),
                    thrown);
        }
    }

    /** Has something done once all changes before were told. */
    void afterwards(Runnable action) {
        notices.add(action);
    }

    /** Whether something was put down and not told yet. */
    boolean hasNotices() {
        return !notices.isEmpty();
    }

    /** Tells what was put down, unless another thread is at it. On a thread of its own. */
    void dispatchAside() {
        PrintedLines.forget(); // perhaps a task told something, which does not print what handlers do
        if (begin()) {
            tell();
        }
    }

    /** Whether there is something to tell and this thread is to do it; else another one goes on with what came since. */
    boolean begin() {
        return !notices.isEmpty() && turns.getAndIncrement() == 0;
    }

    /** Tells what was put down. Only after {@link #begin} said so. */
    void tell() {
        int missed = 1;
        do {
            Runnable notice = notices.poll();
            while (notice != null) {
                run(notice);
                notice = notices.poll();
            }
            missed = turns.addAndGet(-missed);
        } while (missed != 0);
    }

    /** A notice that fails, such as for a log that does, must not keep the others from being told. */
    @SuppressWarnings("EmptyCatch") // there is no place left to say it
    private static void run(Runnable notice) {
        try {
            notice.run();
        } catch (Throwable lost) {
            // what a handler throws was logged; this is the logging itself
        }
    }

    /** What the host knows, which is looked up when somebody asks. */
    private record OfHost(Host host) implements SecretProvider {
        @Override
        public Optional<String> find(String name) {
            return host.secrets().find(name);
        }
    }
}
