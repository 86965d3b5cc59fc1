package dev.reeve.engine;

import dev.reeve.engine.run.LiveRun;
import dev.reeve.engine.run.Plan;
import dev.reeve.engine.run.Plans;
import dev.reeve.engine.run.RunFacts;
import dev.reeve.engine.run.Setup;
import dev.reeve.engine.run.Shelf;
import dev.reeve.engine.time.SystemTime;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Runs flows in this process. Core finds it by {@link java.util.ServiceLoader}. Thread-safe. */
public final class LocalFlowRunner implements FlowRunner {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final SecretProvider NO_SECRETS = name -> Optional.empty();

    private final Plans plans = new Plans();
    private final Time time = new SystemTime();
    private final TaskExecutor executor = TaskExecutors.threads();

    @Override
    public ActiveRun start(RunRequest request) {
        FlowGraph graph = request.graph();
        Plans.requireRunnable(graph);
        TaskExecutor chosen = Objects.requireNonNullElse(request.executor(), executor);
        Plan plan = plans.of(graph, chosen.inCallersThread());
        Setup setup = new Setup(
                plan,
                facts(request, graph),
                Shelf.NONE,
                chosen,
                request.watchers(),
                Objects.requireNonNullElse(request.grace(), GRACE),
                ThreadLocalRandom.current());
        LiveRun run = LiveRun.start(setup, request.deadline());
        request.resumed().forEach(task -> run.resume(task, "the caller"));
        return run;
    }

    private RunFacts facts(RunRequest request, FlowGraph graph) {
        Time clock = Objects.requireNonNullElse(request.time(), time);
        Instant now = clock.now();
        @Nullable
        Object[] values = graph.parameters().stream()
                .map(ParameterSpec::name)
                .map(request.parameters()::get)
                .toArray();
        return new RunFacts(
                graph.name(),
                RunIds.next(now, ThreadLocalRandom.current()),
                Objects.requireNonNullElseGet(request.runName(), () -> RunNames.random(ThreadLocalRandom.current())),
                request.parameters(),
                values,
                Objects.requireNonNullElse(request.secrets(), NO_SECRETS),
                clock,
                Objects.requireNonNullElse(request.zone(), ZoneOffset.UTC),
                Objects.requireNonNullElse(request.scheduled(), now));
    }
}
