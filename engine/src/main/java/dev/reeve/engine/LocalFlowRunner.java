package dev.reeve.engine;

import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Setting;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.executor.SharedWorkers;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.run.Journal;
import dev.reeve.engine.run.Launcher;
import dev.reeve.engine.run.LiveRun;
import dev.reeve.engine.run.Plans;
import dev.reeve.engine.run.Restored;
import dev.reeve.engine.run.RunFacts;
import dev.reeve.engine.run.Setup;
import dev.reeve.engine.run.Shelf;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.ParentRun;
import dev.reeve.spi.RunLimits;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs flows in this process. Core finds it by {@link java.util.ServiceLoader}. Thread-safe. */
public final class LocalFlowRunner implements FlowRunner {
    private static final SecretProvider NO_SECRETS = name -> Optional.empty();

    private final Plans plans = new Plans();
    private final Engine engine;
    private final RecordKeeping records;
    private final RunStores stores;

    /** A runner with the configuration of this process. */
    public LocalFlowRunner() {
        this(new Engine());
    }

    LocalFlowRunner(Engine engine) {
        this.engine = engine;
        this.records = new RecordKeeping(engine);
        this.stores = new RunStores(engine, records);
    }

    @Override
    public ActiveRun start(RunRequest request) {
        Instant now = now(request);
        Resumption resumption = request.recording().resumption();
        if (resumption == null) {
            return LiveRun.start(
                    setup(request, RunIdentity.of(request, asked(request.zone(), Settings.RUN_ZONE), now), now),
                    request.deadline());
        }
        Continuing going = Continuing.take(request, resumption, records.recorder(request), records.parameters());
        return LiveRun.start(setup(going, now), going.request().deadline());
    }

    @Override
    public ResumePlan plan(RunRequest request) {
        Resumption resumption = request.recording().resumption();
        if (resumption == null) {
            throw new IllegalArgumentException(
                    "A plan is one of a run that is resumed. Say which:" + " RunOptions.resuming(Resumption.of(id)).");
        }
        Continuing going = Continuing.look(request, resumption, records.recorder(request), records.parameters());
        Instant now = now(request);
        RunFacts facts = facts(going.request(), going.identity(), now);
        return going.plan(stores.shelf(going.request(), facts, going));
    }

    private Instant now(RunRequest request) {
        return Objects.requireNonNullElse(request.time(), engine.time()).now();
    }

    private Setup setup(RunRequest request, RunIdentity identity, Instant now) {
        RunFacts facts = facts(request, identity, now);
        Shelf shelf = stores.shelf(request, facts, null);
        Journal journal =
                records.wanted(request) ? records.begin(request, opening(request, facts, null)) : Journal.NONE;
        return setup(request, identity, facts, shelf, journal, Restored.NOTHING);
    }

    private Setup setup(Continuing going, Instant now) {
        try {
            RunRequest request = going.request();
            RunFacts facts = facts(request, going.identity(), now);
            Shelf shelf = stores.shelf(request, facts, going);
            Restored restored = going.restored(shelf);
            Journal journal = going.goOn(opening(request, facts, going));
            return setup(request, going.identity(), facts, shelf, journal, restored);
        } catch (RuntimeException | Error refused) {
            going.release();
            throw refused;
        }
    }

    private Setup setup(
            RunRequest request, RunIdentity identity, RunFacts facts, Shelf shelf, Journal journal, Restored restored) {
        TaskExecutor executor = executor(request);
        return new Setup(
                plans.of(request.graph(), executor.inCallersThread()),
                facts,
                shelf,
                executor,
                request.watchers(),
                request.limits().orElse(limits(engine.configuration())),
                request.resumed(),
                asked(request.grace(), Settings.RUN_GRACE),
                ThreadLocalRandom::current,
                launcher(request, executor, identity, restored),
                journal,
                restored);
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

    private Launcher launcher(RunRequest request, TaskExecutor executor, RunIdentity identity, Restored restored) {
        return (launch, label, attempt, parent, begun) -> {
            RunIdentity child = identity.of(label, attempt);
            ParentRun place = Descendants.place(identity.id(), label, attempt);
            RunRequest wanted = Descendants.request(request, launch, executor, label, place, child.id());
            Instant now = now(request);
            Setup setup = restored.epoch() > 1 && records.has(request, child.id())
                    ? setup(goingOn(wanted, restored.anew(label)), now)
                    : setup(wanted, child, now);
            LiveRun.start(setup, parent, begun);
        };
    }

    /** A run that a task is goes on, too, when the task's run is resumed. */
    private Continuing goingOn(RunRequest wanted, boolean anew) {
        Resumption whole =
                Resumption.of(Objects.requireNonNull(wanted.recording().runId()));
        return Continuing.take(
                wanted,
                anew ? whole.reuse(Resumption.Reuse.NOTHING) : whole,
                records.recorder(wanted),
                records.parameters());
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

    private Opening opening(RunRequest request, RunFacts facts, @Nullable Continuing going) {
        return new Opening(
                going == null ? 1 : going.epoch(),
                facts.runId(),
                facts.runName(),
                facts.flow(),
                request.recording().parent(),
                going == null ? "" : going.cause(),
                facts.time().now(),
                facts.scheduled(),
                facts.zone().get().getId(),
                records.parameters().of(request.graph(), request.parameters()),
                new Opening.Options(
                        request.limits(),
                        request.resumed(),
                        asked(request.grace(), Settings.RUN_GRACE).get(),
                        request.deadline(),
                        stores.checkpointing(request)),
                request.recording().code(),
                stores.described(request, going),
                ThisProcess.found());
    }

    private RunFacts facts(RunRequest request, RunIdentity identity, Instant now) {
        FlowGraph graph = request.graph();
        engine.configuration(); // what is wrong with it is to be said now
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
