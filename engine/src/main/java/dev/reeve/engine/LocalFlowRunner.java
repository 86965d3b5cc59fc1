package dev.reeve.engine;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Setting;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.executor.SharedWorkers;
import dev.reeve.engine.run.Launcher;
import dev.reeve.engine.run.LiveRun;
import dev.reeve.engine.run.Machine;
import dev.reeve.engine.run.Plans;
import dev.reeve.engine.run.RunFacts;
import dev.reeve.engine.run.Setup;
import dev.reeve.engine.run.Shelf;
import dev.reeve.engine.shelf.StoredShelf;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.RunLimits;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** A runner of a process that is not this one: with its own configuration, on a machine of its own. */
    public LocalFlowRunner(Configuration configuration, Machine machine) {
        this(new Engine(configuration, machine));
    }

    LocalFlowRunner(Engine engine) {
        this.engine = engine;
    }

    @Override
    public ActiveRun start(RunRequest request) {
        Time clock = Objects.requireNonNullElse(request.time(), engine.time());
        Instant now = clock.now();
        RunIdentity identity = RunIdentity.of(
                request,
                asked(request.zone(), Settings.RUN_ZONE),
                now,
                engine.machine().randomness().get());
        return LiveRun.start(setup(request, identity, now), request.deadline());
    }

    private Setup setup(RunRequest request, RunIdentity identity, Instant now) {
        FlowGraph graph = request.graph();
        Configuration configuration = engine.configuration(); // what is wrong with it is to be said now
        TaskExecutor executor = executor(request);
        RunFacts facts = facts(request, graph, identity, now);
        return new Setup(
                plans.of(graph, executor.inCallersThread()),
                facts,
                shelf(request, facts),
                executor,
                request.watchers(),
                request.limits().orElse(limits(configuration)),
                request.resumed(),
                asked(request.grace(), Settings.RUN_GRACE),
                engine.machine(),
                launcher(request, executor, identity));
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

    private Launcher launcher(RunRequest request, TaskExecutor executor, RunIdentity identity) {
        return (launch, label, attempt, parent, begun) -> {
            RunIdentity child = identity.of(label, attempt);
            RunRequest wanted = Descendants.request(request, launch, executor, label);
            Instant now =
                    Objects.requireNonNullElse(request.time(), engine.time()).now();
            LiveRun.start(setup(wanted, child, now), parent, begun);
        };
    }

    /** What the caller asked for, else what is set, not read before it is needed: a flow that does not starts sooner. */
    private <T> Supplier<T> asked(@Nullable T value, Setting<T> setting) {
        return () -> value == null ? engine.configuration().get(setting) : value;
    }

    private static RunLimits limits(Configuration configuration) {
        return new RunLimits(
                configuration.get(Settings.LIMITS_RESOURCES),
                configuration.get(Settings.LIMITS_TAGS),
                configuration.get(Settings.LIMITS_RATES));
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

    private RunFacts facts(RunRequest request, FlowGraph graph, RunIdentity identity, Instant now) {
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
                Objects.requireNonNullElse(request.secrets(), NO_SECRETS),
                clock,
                asked(request.zone(), Settings.RUN_ZONE),
                Objects.requireNonNullElse(request.scheduled(), now));
    }
}
