package dev.reeve.engine;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.run.LiveRun;
import dev.reeve.engine.run.Machine;
import dev.reeve.engine.run.Plans;
import dev.reeve.engine.run.RunFacts;
import dev.reeve.engine.run.Setup;
import dev.reeve.engine.run.Shelf;
import dev.reeve.engine.shelf.StoredShelf;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Runs flows in this process. Core finds it by {@link java.util.ServiceLoader}. Thread-safe. */
public final class LocalFlowRunner implements FlowRunner {
    private static final SecretProvider NO_SECRETS = name -> Optional.empty();

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
        FlowGraph graph = request.graph();
        Plans.requireRunnable(graph);
        Configuration configuration = engine.configuration();
        TaskExecutor executor = request.executor() == null ? engine.executor() : request.executor();
        RunFacts facts = facts(request, graph);
        Setup setup = new Setup(
                plans.of(graph, executor.inCallersThread()),
                facts,
                shelf(request, facts),
                executor,
                request.watchers(),
                request.limits(),
                request.resumed(),
                request.grace() == null ? configuration.get(Settings.RUN_GRACE) : request.grace(),
                ThreadLocalRandom::current,
                Machine.THIS);
        return LiveRun.start(setup, request.deadline());
    }

    private Shelf shelf(RunRequest request, RunFacts facts) {
        Boolean checkpointing = request.checkpointing();
        boolean all =
                checkpointing == null ? engine.configuration().get(Settings.RESULTS_CHECKPOINTING) : checkpointing;
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

    private RunFacts facts(RunRequest request, FlowGraph graph) {
        Time clock = Objects.requireNonNullElse(request.time(), engine.time());
        Instant now = clock.now();
        @Nullable Object[] values = new @Nullable Object[graph.parameters().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = request.parameters().get(graph.parameters().get(i).name());
        }
        return new RunFacts(
                graph.name(),
                RunIds.next(now, ThreadLocalRandom.current()),
                request.runName() == null ? RunNames.random(ThreadLocalRandom.current()) : request.runName(),
                request.parameters(),
                values,
                Objects.requireNonNullElse(request.secrets(), NO_SECRETS),
                clock,
                request.zone() == null ? engine.configuration().get(Settings.RUN_ZONE) : request.zone(),
                Objects.requireNonNullElse(request.scheduled(), now));
    }
}
