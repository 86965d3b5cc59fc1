package dev.reeve.engine;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.run.Journal;
import dev.reeve.engine.run.LiveRun;
import dev.reeve.engine.run.Plans;
import dev.reeve.engine.run.Restored;
import dev.reeve.engine.run.RunFacts;
import dev.reeve.engine.run.Setup;
import dev.reeve.engine.run.Shelf;
import dev.reeve.engine.shelf.StoredShelf;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Serializer;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Duration;
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
    private final RecordKeeping records;

    /** A runner with the configuration of this process. */
    public LocalFlowRunner() {
        this(new Engine());
    }

    LocalFlowRunner(Engine engine) {
        this.engine = engine;
        this.records = new RecordKeeping(engine);
    }

    @Override
    public ActiveRun start(RunRequest request) {
        FlowGraph graph = request.graph();
        Plans.requireRunnable(graph);
        Configuration configuration = engine.configuration();
        TaskExecutor executor = request.executor() == null ? engine.executor() : request.executor();
        RunFacts facts = facts(request, graph);
        Duration grace = request.grace() == null ? configuration.get(Settings.RUN_GRACE) : request.grace();
        Setup setup = new Setup(
                plans.of(graph, executor.inCallersThread()),
                facts,
                shelf(request, facts),
                executor,
                request.watchers(),
                request.limits(),
                request.resumed(),
                grace,
                ThreadLocalRandom::current,
                records.wanted(request) ? records.begin(request, opening(request, facts, grace)) : Journal.NONE,
                Restored.NOTHING);
        return LiveRun.start(setup, request.deadline());
    }

    private Opening opening(RunRequest request, RunFacts facts, Duration grace) {
        return new Opening(
                1,
                facts.runId(),
                facts.runName(),
                facts.flow(),
                request.recording().parent(),
                "",
                facts.time().now(),
                facts.scheduled(),
                facts.zone().getId(),
                records.parameters().of(request.graph(), request.parameters()),
                new Opening.Options(
                        request.limits(), request.resumed(), grace, request.deadline(), checkpointing(request)),
                request.recording().code(),
                new Opening.Results(
                        results(request).location(), serializer(request).name()),
                ThisProcess.found());
    }

    private boolean checkpointing(RunRequest request) {
        Boolean asked = request.checkpointing();
        return asked == null ? engine.configuration().get(Settings.RESULTS_CHECKPOINTING) : asked;
    }

    private ResultStore results(RunRequest request) {
        return request.results() == null ? engine.results() : request.results();
    }

    private Serializer serializer(RunRequest request) {
        return request.serializer() == null ? engine.serializer() : request.serializer();
    }

    private Shelf shelf(RunRequest request, RunFacts facts) {
        boolean all = checkpointing(request);
        if (!StoredShelf.concerns(request.graph(), all)) {
            return Shelf.NONE;
        }
        return new StoredShelf(
                request.graph(),
                Arrays.asList(facts.values()),
                results(request),
                serializer(request),
                all,
                1,
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
                request.recording().runId() == null
                        ? RunIds.next(now, ThreadLocalRandom.current())
                        : request.recording().runId(),
                request.runName() == null ? RunNames.random(ThreadLocalRandom.current()) : request.runName(),
                request.parameters(),
                values,
                Objects.requireNonNullElse(request.secrets(), NO_SECRETS),
                clock,
                request.zone() == null ? engine.configuration().get(Settings.RUN_ZONE) : request.zone(),
                Objects.requireNonNullElse(request.scheduled(), now));
    }
}
