package dev.reeve.agent;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.ResumePlan;
import dev.reeve.RunOptions;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.HeldPlaces;
import dev.reeve.api.PersonAnswer;
import dev.reeve.api.PlaceAnswer;
import dev.reeve.api.PlaceRequest;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.UnavailableException;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.StructureHash;
import dev.reeve.engine.run.Journal;
import dev.reeve.engine.secret.Masking;
import dev.reeve.engine.secret.SecretProviders;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.ParentRun;
import dev.reeve.spi.SecretProvider;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run that this process carries out. Thread-safe. */
final class RunInHand implements Orders {
    private static final Logger LOG = LoggerFactory.getLogger(RunInHand.class);
    private static final Duration LOGS_GRACE = Duration.ofSeconds(10);
    /** How long a run that waits for a person stays in hand, for those who answer at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long a task waits for a secret of a server that is away. */
    private static final Duration SECRETS_PATIENCE = Duration.ofMinutes(2);

    private final RunnerSetup setup;
    private final ClaimedRun claimed;
    private final InstantSource clock = InstantSource.system();
    private final Outbox outbox;
    private final ShippingJournal journal;
    private final EarlierEpochs earlier;
    private final HandedAnswers answers;
    private final InnerGraphs graphs = new InnerGraphs();
    private final LeavableTime time = new LeavableTime();
    private final RunnerClient server;
    private final Lease lease;
    private final Pauses pauses;
    private final LogShipping logs;
    private final ServerSecrets secrets;
    private final Shipper shipper;
    private final RunnerThreads threads;
    private final Semaphore orders = new Semaphore(0);
    private @Nullable FlowRun run;
    /** The thread in which the run begins, and perhaps ends, while it does. */
    private @Nullable Thread starting;

    /** The thread that carries it out. */
    private volatile @Nullable Thread carrier;

    private @Nullable Stop cancelled;
    /** Whether all lines are there that were printed before the run ended. */
    private boolean settled;

    /** What all runs of a runner share. */
    record Shared(RunnerSetup setup, RunnerRecords records, RunnerThreads threads, Courier courier, Pauses pauses) {}

    RunInHand(Shared shared, RunnerClient server, ClaimedRun claimed, String runKey, Lease lease) {
        RunnerSetup setup = shared.setup();
        Pauses pauses = shared.pauses();
        this.threads = shared.threads();
        this.setup = setup;
        this.server = server;
        this.lease = lease;
        this.pauses = pauses;
        this.claimed = claimed;
        this.outbox = new Outbox(claimed.epoch());
        this.earlier = new EarlierEpochs(server, shared.records(), claimed, outbox, pauses, clock);
        this.journal = new ShippingJournal(outbox, lease, new Places(desk(server), claimed.epoch()), clock);
        this.answers = new HandedAnswers(outbox, clock, claimed.runId());
        this.logs = new LogShipping(
                server,
                Spool.of(Spool.LINES, setup.spool(), setup.server(), claimed.runId(), claimed.epoch(), runKey),
                claimed.epoch(),
                pauses,
                clock,
                threads.named("reeve-logs-" + claimed.runId()));
        this.secrets = new ServerSecrets(server, local(setup), clock, pauses, SECRETS_PATIENCE);
        Spool<EventBatch> spool =
                Spool.of(Spool.EVENTS, setup.spool(), setup.server(), claimed.runId(), claimed.epoch(), runKey);
        this.shipper = new Shipper(
                shared.courier().desk(server, runKey),
                this::deliverLines,
                outbox,
                spool,
                this,
                pauses,
                claimed.runId(),
                claimed.epoch());
    }

    /** Those that are still on their way here, too. */
    private boolean deliverLines() throws InterruptedException {
        settle();
        return logs.deliver(LOGS_GRACE);
    }

    private static Places.Desk desk(RunnerClient server) {
        return new Places.Desk() {
            @Override
            public PlaceAnswer ask(PlaceRequest request) throws InterruptedException {
                return server.places(request);
            }

            @Override
            public HeldPlaces await(long after, long millis) throws InterruptedException {
                return server.awaitPlaces(after, millis);
            }
        };
    }

    /** Where the run that begins now puts down what happens to it, or one that a task of it is. */
    Journal journal(Opening opening, FlowGraph graph, @Nullable Supplier<ResumePlan> plan) {
        InnerGraphs.Inside inside = graphs.begin(opening, graph);
        ParentRun parent = opening.parent();
        if (parent == null) {
            journal.opened(opening, inside, plan);
            return journal;
        }
        setup.logs().begin(opening.runId(), graph);
        return journal.inner(opening, inside, plan, graphs.told(opening, parent, graph));
    }

    private static SecretProvider local(RunnerSetup setup) {
        return setup.options().secretProvider().orElseGet(() -> {
            Surroundings surroundings = Surroundings.ofThisProcess();
            return SecretProviders.of(surroundings, Configuration.load(surroundings));
        });
    }

    /** Runs it; returns when it has ended, or waits for a person, and the server knows. */
    boolean carryOut(FlowRunner engine, BundleFiles bundles) throws InterruptedException {
        carrier = Thread.currentThread();
        Future<?> shipping = threads.startKept("reeve-events-" + claimed.runId(), shipper);
        boolean well = false;
        boolean waits = false;
        try {
            Flow flow = checked(setup.flows()
                    .flow(bundles.file(claimed.bundle()), claimed.bundle().entry()));
            setup.logs().begin(claimed.runId(), flow.graph(), logs);
            FlowRun begun = started(flow, engine);
            waits = !awaited(begun);
            well = waits || begun.state().isSuccessful();
        } catch (RuntimeException | LinkageError unfit) {
            crashed(unfit);
        }
        awaitShipped(shipping);
        try {
            settle();
        } finally {
            setup.logs().end(claimed.runId());
        }
        logs.finish(LOGS_GRACE);
        if (waits) {
            letGo();
        }
        return well;
    }

    private void settle() throws InterruptedException {
        if (!settled) {
            setup.logs().settle(claimed.runId());
            settled = true;
        }
    }

    private void awaitShipped(Future<?> shipping) throws InterruptedException {
        try {
            shipping.get();
        } catch (ExecutionException bug) { // it was told to the log, and the run was stopped
            LOG.debug("what happened in run {} was not told whole", claimed.runId(), bug);
        }
    }

    private Flow checked(Flow flow) {
        if (!flow.name().equals(claimed.flow())) {
            throw new UnfitRunException("The code at " + claimed.bundle().location() + " makes flow \"" + flow.name()
                    + "\" where \"" + claimed.flow() + "\" was registered. Register it again.");
        }
        String hash = StructureHash.of(flow.graph());
        if (!hash.equals(claimed.structureHash())) {
            throw new UnfitRunException("The flow is not built as it was registered (structure " + hash + ", not "
                    + claimed.structureHash() + "), although its code is the same: its definition depends on where it"
                    + " runs, such as on the environment or the time. Let it depend on parameters instead.");
        }
        return flow;
    }

    private FlowRun started(Flow flow, FlowRunner engine) throws InterruptedException {
        RunOptions first = ClaimedOptions.of(setup.options().secrets(secrets), claimed, flow)
                .time(time);
        RunOptions options = claimed.previousEpochs() ? earlier.options(first) : first;
        synchronized (this) {
            starting = Thread.currentThread();
            if (cancelled != null) { // then it begins as one that is cancelled
                starting.interrupt();
            }
        }
        FlowRun begun = flow.start(options, engine);
        synchronized (this) {
            starting = null;
            run = begun;
            boolean interrupted = Thread.interrupted();
            if (cancelled != null || interrupted) {
                stop(begun, Objects.requireNonNullElse(cancelled, Stop.because("the runner's thread was interrupted")));
            }
        }
        return begun;
    }

    /** Whether it has ended; else it waits for a person, and nobody answered for a while. */
    private boolean awaited(FlowRun begun) throws InterruptedException {
        answers.keep(earlierAnswers());
        while (!begun.await().state().isFinished()) {
            if (answers.give(begun)) {
                continue;
            }
            answers.ask(begun);
            boolean ordered = orders.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!ordered && leave(begun)) {
                return false;
            }
        }
        return true;
    }

    /** Of a run that waited for them: given to this runner as soon as it waits again. */
    private List<PersonAnswer> earlierAnswers() throws InterruptedException {
        try {
            return claimed.previousEpochs() ? server.answers() : List.of();
        } catch (UnavailableException | RefusedException e) { // the answer to what is told first brings them
            LOG.debug("answers to run {} are not known yet: {}", claimed.runId(), e.getMessage());
            return List.of();
        }
    }

    /** It goes on elsewhere; what it holds open here keeps it. */
    private synchronized boolean leave(FlowRun begun) {
        if (cancelled != null || !(begun.state() instanceof State.Paused) || OpenResources.any(begun.view())) {
            return false;
        }
        time.leave();
        run = null;
        outbox.over();
        return true;
    }

    /** The server gives it to whoever is free once it can go on. */
    private void letGo() throws InterruptedException {
        for (int failures = 1; lease.holds(); failures++) {
            try {
                server.letGo();
                return;
            } catch (UnavailableException away) {
                TimeUnit.NANOSECONDS.sleep(pauses.after(failures));
            } catch (RefusedException refused) {
                LOG.warn("run {} is not this runner's to let go of: {}", claimed.runId(), refused.getMessage());
                return;
            }
        }
    }

    /** It did not begin: nothing else was told. */
    private void crashed(Throwable unfit) {
        String told = unfit instanceof UnfitRunException || unfit.getMessage() == null
                ? String.valueOf(unfit.getMessage())
                : "It cannot begin: " + unfit.getMessage();
        String why = Masking.ofThisProcess().mask(told); // an earlier run may have asked for a secret that it shows
        LOG.warn("run {} of flow \"{}\" cannot begin: {}", claimed.runId(), claimed.flow(), why, unfit);
        Instant now = clock.instant();
        State crashed = new State.Crashed(why, 0);
        outbox.add(Event.state(-1, -1, now, State.Pending.NOW.name(), WireStates.of(crashed)), why.length());
        outbox.over();
    }

    /** Whether it is what ends this process. */
    boolean exits() {
        FlowRun begun;
        synchronized (this) {
            begun = run;
        }
        Thread own =
                carrier; // code of the user runs in it, too: what defines the flow, and tasks where no other thread is
        // for them
        return own != null && Exiting.exits(own) || begun != null && Exiting.is(begun.view());
    }

    /** Names it and its epoch, as {@link RunnerOrder#key}. */
    String key() {
        return RunnerOrder.key(claimed);
    }

    @Override
    public synchronized void cancel(Stop stop) {
        if (stop.lost()) { // that it stops must not pass for its end
            outbox.lost();
        }
        if (cancelled != null) {
            return;
        }
        cancelled = stop;
        if (run != null) {
            stop(run, stop);
        } else if (starting != null) {
            starting.interrupt();
        }
        orders.release();
    }

    private static void stop(FlowRun run, Stop stop) {
        if (stop.grace() == null) {
            run.cancel(stop.reason());
        } else {
            run.cancel(stop.reason(), stop.grace());
        }
    }

    @Override
    public void answer(PersonAnswer answer) {
        if (answers.keep(List.of(answer))) {
            FlowRun asked;
            synchronized (this) {
                asked = run;
            }
            if (asked != null && Answering.isAwaited(asked, answer)) { // other tasks of it may still run
                threads.startOwn("reeve-answer-" + claimed.runId(), () -> {
                    boolean goesOn = answers.give(asked); // in this thread perhaps, which then is not to tell of it
                    LOG.debug("run {} goes on with what it was told: {}", claimed.runId(), goesOn);
                });
            }
            orders.release();
        }
    }

    @Override
    public void lost(String why) {
        LOG.warn("run {} is stopped: {}", claimed.runId(), why);
        cancel(Stop.lost(why));
    }
}
