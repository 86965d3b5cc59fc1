package dev.reeve.engine;

import dev.reeve.Flow;
import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.executor.SharedWorkers;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.ResumedRun;
import dev.reeve.engine.run.Journal;
import dev.reeve.engine.run.LiveRun;
import dev.reeve.engine.run.Machine;
import dev.reeve.engine.run.Plans;
import dev.reeve.engine.run.Restored;
import dev.reeve.engine.run.RunFacts;
import dev.reeve.engine.run.Setup;
import dev.reeve.engine.run.Share;
import dev.reeve.engine.run.Shelf;
import dev.reeve.engine.shelf.TargetOwners;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs flows in this process. Core finds it by its name. Thread-safe. */
public final class LocalFlowRunner implements FlowRunner {
    private final Plans plans = new Plans();
    private final Engine engine;
    private final RunStores stores;
    private final JournalSource journals;
    private @Nullable RecordKeeping records;

    /** A runner with the configuration of this process. */
    public LocalFlowRunner() {
        this(new Engine());
    }

    /** A runner of another process than this one, which has surroundings, a machine and records of its own. */
    public LocalFlowRunner(Surroundings surroundings, Machine machine, RecordPlaces places) {
        this(new Engine(surroundings, machine));
        this.records = new RecordKeeping(engine, places);
    }

    /** A runner with the configuration of this process that tells those journals of its runs, beside their records. */
    public LocalFlowRunner(JournalSource journals) {
        this(new Engine(), journals);
    }

    /** The same with records in places of its own. */
    public LocalFlowRunner(JournalSource journals, RecordPlaces places) {
        this(new Engine(), journals);
        this.records = new RecordKeeping(engine, places);
    }

    LocalFlowRunner(Engine engine) {
        this(engine, JournalSource.NONE);
    }

    private LocalFlowRunner(Engine engine, JournalSource journals) {
        this.engine = engine;
        this.journals = journals;
        this.stores = new RunStores(engine);
    }

    /** Made when first asked for: a small flow without a record starts sooner. */
    private synchronized RecordKeeping records() {
        RecordKeeping made = records;
        if (made == null) {
            made = new RecordKeeping(engine, RecordPlaces.ofThisProcess());
            records = made;
        }
        return made;
    }

    @Override
    public ActiveRun start(RunRequest request) {
        Instant now = now(request);
        Resumption resumption = request.recording().resumption();
        if (resumption == null) {
            return started(
                    LiveRun.start(setup(request, RunIdentity.of(request, engine, now), null, now), request.deadline()),
                    request);
        }
        Continuing going = Continuing.take(
                request, resumption, records().recorder(request), records().parameters());
        return started(LiveRun.start(setup(going, null, now), going.request().deadline()), going.request());
    }

    private ActiveRun started(LiveRun run, RunRequest request) {
        if (engine.recorded(request)) {
            records().answered(request, run);
        }
        return run;
    }

    @Override
    public ResumePlan plan(RunRequest request) {
        Resumption resumption = request.recording().resumption();
        if (resumption == null) {
            throw new IllegalArgumentException(
                    "A plan is one of a run that is resumed. Say which: RunOptions.resuming(Resumption.of(id)).");
        }
        Continuing going = Continuing.look(
                request, resumption, records().recorder(request), records().parameters());
        TaskExecutor executor = executor(going.request());
        Tree tree = tree(going.request(), executor);
        RunFacts facts = facts(
                going.request(),
                new LocalHost(this, engine, going.request(), executor, tree, going.identity()),
                now(request));
        return going.plan(stores.shelf(going.request(), facts, tree, going));
    }

    @Override
    public ServeSummary serve(List<Flow> flows, ServeOptions options) throws InterruptedException {
        return ServedFlows.serve(flows, options, engine);
    }

    private Instant now(RunRequest request) {
        return time(request).now();
    }

    private Time time(RunRequest request) {
        return Objects.requireNonNullElse(request.time(), engine.time());
    }

    /** What a run that is no task's will have in common with those that its tasks are. */
    private Tree tree(RunRequest request, TaskExecutor executor) {
        return new Tree(
                Share.of(request.limits().orElse(engine.limits()), time(request), executor.inCallersThread()),
                new TargetOwners(),
                stores.concerned(request));
    }

    private Setup setup(RunRequest request, RunIdentity identity, @Nullable Tree outer, Instant now) {
        TaskExecutor executor = executor(request);
        Tree tree = outer == null ? tree(request, executor) : outer;
        RunFacts facts = facts(request, new LocalHost(this, engine, request, executor, tree, identity), now);
        Shelf shelf = stores.shelf(request, facts, tree, null);
        Journal journal = Journal.NONE;
        boolean recorded = engine.recorded(request);
        if (recorded || !journals.equals(JournalSource.NONE)) {
            Opening opening = opening(request, facts, null);
            Journal record = recorded ? records().begin(request, opening) : Journal.NONE;
            journal = TwoJournals.of(record, journals.of(opening, request.graph(), null));
        }
        return setup(request, executor, tree, facts, shelf, journal, Restored.NOTHING);
    }

    private Setup setup(Continuing going, @Nullable Tree outer, Instant now) {
        try {
            RunRequest request = going.request();
            TaskExecutor executor = executor(request);
            Tree tree = outer == null ? tree(request, executor) : outer;
            RunFacts facts =
                    facts(request, new LocalHost(this, engine, request, executor, tree, going.identity()), now);
            Shelf shelf = stores.shelf(request, facts, tree, going);
            ResumedRun restored = going.restored(shelf);
            Opening opening = opening(request, facts, going);
            Journal journal = TwoJournals.of(
                    going.goOn(opening, restored), journals.of(opening, request.graph(), restored::plan));
            return setup(request, executor, tree, facts, shelf, journal, restored);
        } catch (RuntimeException | Error refused) {
            going.release();
            throw refused;
        }
    }

    private Setup setup(
            RunRequest request,
            TaskExecutor executor,
            Tree tree,
            RunFacts facts,
            Shelf shelf,
            Journal journal,
            Restored restored) {
        return new Setup(
                plans.of(request.graph(), executor.inCallersThread()),
                facts,
                shelf,
                executor,
                request.watchers(),
                tree.share(),
                request.resumed(),
                journal,
                restored);
    }

    /** Where its tasks run; shared with the runs that its tasks are, if there may be some. */
    private TaskExecutor executor(RunRequest request) {
        TaskExecutor asked = request.executor() == null ? engine.executor() : request.executor();
        boolean stranger = request.recording().occasion() != null; // to the runs before it, as this process serves
        TaskExecutor executor = stranger ? asked.ofRun() : asked;
        for (GraphNode node : request.graph().nodes()) {
            if (node.kind().launches()) {
                return SharedWorkers.of(executor);
            }
        }
        return executor;
    }

    /** The run that a task is; {@code restored} is what the task's run took over, and then this one goes on, too. */
    Setup inner(RunRequest wanted, RunIdentity identity, Tree outer, String label, Restored restored) {
        Instant now = now(wanted);
        Tree tree = outer.storing(stores.concerned(wanted));
        return restored.epoch() > 1 && records().has(wanted, identity.id())
                ? setup(goingOn(wanted, restored.reuse(label)), tree, now)
                : setup(wanted, identity, tree, now);
    }

    private Continuing goingOn(RunRequest wanted, Resumption.Reuse reuse) {
        Resumption whole =
                Resumption.of(Objects.requireNonNull(wanted.recording().runId()));
        return Continuing.take(
                wanted,
                whole.reuse(reuse),
                records().recorder(wanted),
                records().parameters());
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
                engine.zone(request).getId(),
                records().parameters().of(request.graph(), request.parameters()),
                new Opening.Options(
                        request.limits(),
                        request.resumed(),
                        engine.grace(request),
                        request.deadline(),
                        stores.checkpointing(request)),
                request.recording().code(),
                stores.described(request, going),
                records().process(),
                request.recording().occasion());
    }

    private RunFacts facts(RunRequest request, LocalHost host, Instant now) {
        engine.check(); // what is wrong with the configuration is to be said now
        FlowGraph graph = request.graph();
        @Nullable Object[] values = new @Nullable Object[graph.parameters().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = request.parameters().get(graph.parameters().get(i).name());
        }
        return new RunFacts(
                graph.name(),
                host.identity().id(),
                host.identity().name(),
                request.parameters(),
                values,
                request.secrets(),
                time(request),
                host,
                Objects.requireNonNullElse(request.scheduled(), now));
    }
}
