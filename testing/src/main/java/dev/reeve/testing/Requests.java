package dev.reeve.testing;

import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.RunWatcher;
import dev.reeve.state.StateChange;
import java.util.function.Consumer;

/** Asks for runs of another graph. */
final class Requests {
    private Requests() {}

    /** The same for that graph, with watchers that hear nothing of a lost process. */
    static RunRequest of(FlowGraph graph, RunRequest request, Life life) {
        return new RunRequest(
                graph,
                request.parameters(),
                request.runName(),
                request.executor(),
                request.results(),
                request.checkpointing(),
                request.serializer(),
                request.secrets(),
                request.time(),
                request.zone(),
                request.scheduled(),
                request.deadline(),
                request.grace(),
                request.resumed(),
                request.limits(),
                request.watchers().stream().map(watcher -> alive(watcher, life)).toList(),
                request.recording());
    }

    /** What a lost process goes on to tell is heard by nobody. */
    static Consumer<StateChange> alive(Consumer<StateChange> handler, Life life) {
        return handler instanceof RunWatcher watcher
                ? new Alive(watcher, life)
                : change -> {
                    if (!life.isLost()) {
                        handler.accept(change);
                    }
                };
    }

    private record Alive(RunWatcher watcher, Life life) implements RunWatcher {
        @Override
        public void accept(StateChange change, Watched in) {
            if (!life.isLost()) {
                watcher.accept(change, in);
            }
        }

        @Override
        public void accept(StateChange change) {
            if (!life.isLost()) {
                watcher.accept(change);
            }
        }
    }
}
