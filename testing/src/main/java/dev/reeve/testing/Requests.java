package dev.reeve.testing;

import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.RunRequest;

/** Asks for runs of another graph. */
final class Requests {
    private Requests() {}

    /** The same for that graph. */
    static RunRequest of(FlowGraph graph, RunRequest request) {
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
                request.watchers(),
                request.recording());
    }
}
