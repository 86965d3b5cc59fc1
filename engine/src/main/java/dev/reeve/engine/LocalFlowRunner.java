package dev.reeve.engine;

import dev.reeve.engine.executor.SharedWorkers;
import dev.reeve.engine.run.Host;
import dev.reeve.engine.run.LiveRun;
import dev.reeve.engine.run.Plans;
import dev.reeve.engine.run.RunFacts;
import dev.reeve.engine.run.Setup;
import dev.reeve.engine.run.Shelf;
import dev.reeve.engine.shelf.StoredShelf;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs flows in this process. Core finds it by its name. Thread-safe. */
public final class LocalFlowRunner implements FlowRunner {
    private final Plans plans = new Plans();
    private final Engine engine;

    /** A runner with the configuration of this process. */
    public LocalFlowRunner() {
        this(new Engine());
    }

    LocalFlowRunner(Engine engine) {
        this.engine = engine;
    }

    @Override
    public ActiveRun start(RunRequest request) {
        Time clock = Objects.requireNonNullElse(request.time(), engine.time());
        Instant now = clock.now();
        RunIdentity identity = RunIdentity.of(request, engine, now);
        return LiveRun.start(setup(request, identity, now), request.deadline());
    }

    Setup setup(RunRequest request, RunIdentity identity, Instant now) {
        FlowGraph graph = request.graph();
        engine.check(); // what is wrong with the configuration is to be said now
        TaskExecutor executor = executor(request);
        RunFacts facts = facts(request, new LocalHost(this, engine, request, executor, identity), identity, now);
        return new Setup(
                plans.of(graph, executor.inCallersThread()),
                facts,
                shelf(request, facts),
                executor,
                request.watchers(),
                request.limits().orElse(engine.limits()),
                request.resumed());
    }

    /** Where its tasks run; shared with the runs that its tasks are, if there may be some. */
    private TaskExecutor executor(RunRequest request) {
        TaskExecutor executor = request.executor() == null ? engine.executor() : request.executor();
        for (GraphNode node : request.graph().nodes()) {
            if (node.kind().launches()) {
                return SharedWorkers.of(executor);
            }
        }
        return executor;
    }

    private Shelf shelf(RunRequest request, RunFacts facts) {
        Boolean checkpointing = request.checkpointing();
        boolean all = checkpointing == null ? engine.checkpointing() : checkpointing;
        if (!StoredShelf.concerns(request.graph(), all)) {
            return Shelf.NONE;
        }
        return new StoredShelf(
                request.graph(),
                Arrays.asList(facts.values()),
                request.results() == null ? engine.results() : request.results(),
                request.serializer() == null ? engine.serializer() : request.serializer(),
                all,
                facts.time());
    }

    private RunFacts facts(RunRequest request, Host host, RunIdentity identity, Instant now) {
        FlowGraph graph = request.graph();
        Time clock = Objects.requireNonNullElse(request.time(), engine.time());
        @Nullable Object[] values = new @Nullable Object[graph.parameters().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = request.parameters().get(graph.parameters().get(i).name());
        }
        return new RunFacts(
                graph.name(),
                identity.id(),
                identity.name(),
                request.parameters(),
                values,
                request.secrets(),
                clock,
                host,
                Objects.requireNonNullElse(request.scheduled(), now));
    }
}
