package dev.reeve.server.ledger;

import dev.reeve.server.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written of all runs. What it answers as done is on the disk. Any number of ledgers, in any number of servers, may
 * share a database. Thread-safe; calls wait for the database. One that is away is a {@link LedgerException}, of all methods,
 * those of {@link #catalog} and {@link #runs} included.
 */
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private static final Duration HOUR_RESTS = Duration.ofSeconds(5);

    private final Tables tables;
    private final Catalog catalog;
    private final List<Writer> writers = new ArrayList<>();
    private final Sessions sessions;
    private final Claims claims;
    private final Sweeper sweeper;
    private final Steering steering;
    private final Resting resting;
    private final Keepsakes keepsakes;
    private final RunReader runs;
    private final HistoryReader history;
    private final LogReader logs;
    private final GraphReader graphs;
    private final FlowReader flows;
    private final RunFinder finder;
    private final TaskFinder taskFinder;
    private final AgentReader agentReader;
    private final ArtifactReader artifacts;
    private final AssetReader assets;
    private final Removing removing;
    private final Partitions partitions;
    private final LedgerOptions options;
    private final LedgerMeters meters;
    private final Changes changes;
    private final HourKeeper hours;
    private final TagTurns turns;
    private final RunCounts counts;
    private final Commits commits = new Commits();
    private final Endings endings = new Endings();
    private final Bell bell = new Bell();
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("reeve-ledger-sweep").daemon().unstarted(task));

    private Ledger(Database database, LedgerOptions options, LedgerMeters meters) {
        this.options = options;
        this.meters = meters;
        tables = new Tables(database);
        catalog = new Catalog(tables);
        sessions = new Sessions(tables, options.lease());
        claims = new Claims(tables, meters, commits);
        sweeper = new Sweeper(tables, catalog);
        steering = new Steering(tables, catalog);
        resting = new Resting(tables);
        keepsakes = new Keepsakes(tables);
        runs = new RunReader(tables);
        history = new HistoryReader(tables);
        logs = new LogReader(tables);
        graphs = new GraphReader(tables, catalog);
        flows = new FlowReader(tables, catalog);
        finder = new RunFinder(tables);
        taskFinder = new TaskFinder(tables, catalog, finder);
        agentReader = new AgentReader(tables);
        artifacts = new ArtifactReader(tables);
        assets = new AssetReader(tables);
        removing = new Removing(tables);
        partitions = new Partitions(tables);
        changes = new Changes(tables);
        hours = new HourKeeper(tables);
        turns = new TagTurns(tables);
        counts = new RunCounts(tables);
        for (int i = 0; i < options.writers(); i++) {
            writers.add(new Writer(database, catalog, commits, endings, bell::ring, i, meters));
        }
    }

    /** Opens it; the database stays open when it is closed. */
    public static Ledger open(Database database, LedgerOptions options) {
        return open(database, options, LedgerMeters.NONE);
    }

    /** The same, with somebody who is told what it does. */
    public static Ledger open(Database database, LedgerOptions options, LedgerMeters meters) {
        Ledger ledger = new Ledger(database, options, meters);
        ledger.prepareWeeks();
        ledger.writers.forEach(Writer::start);
        ledger.every(Duration.ofHours(12), ledger::prepareWeeks);
        ledger.every(Duration.ofHours(1), ledger.sessions::tidy);
        ledger.every(Duration.ofHours(1), ledger.turns::tidy);
        ledger.every(Duration.ofHours(6), ledger.catalog::tidyInner);
        ledger.options
                .keep()
                .ifPresent(keep -> ledger.every(ledger.options.tidy(), () -> {
                    int weeks = ledger.forget(ledger.tables.now().minus(keep));
                    LOG.info("Runs older than {} days were forgotten; {} weeks are gone", keep.toDays(), weeks);
                }));
        if (options.sweep().isPositive()) {
            ledger.every(options.sweep(), ledger::sweep);
            ledger.every(options.sweep(), ledger.turns::look);
            ledger.every(options.sweep(), () -> ledger.keepCounts(HOUR_RESTS));
        }
        return ledger;
    }

    private void every(Duration time, Runnable task) {
        Runnable survives = () -> {
            try {
                task.run();
            } catch (RuntimeException e) { // a database that is away for a while
                LOG.warn("Housekeeping of the ledger failed and is tried again: {}", e.toString());
            }
        };
        var ignored =
                housekeeping.scheduleWithFixedDelay(survives, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void prepareWeeks() {
        partitions.prepare(tables.now());
    }

    /** Projects, flows, versions. */
    public Catalog catalog() {
        return catalog;
    }

    /** What is written of runs. */
    public RunReader runs() {
        return runs;
    }

    /** Who waits for the ends of runs. */
    public Endings endings() {
        return endings;
    }

    /** What was written down of runs as it happened. */
    public HistoryReader history() {
        return history;
    }

    /** Logs by the numbers of their lines. */
    public LogReader logs() {
        return logs;
    }

    /** Runs as pictures show them. */
    public GraphReader graphs() {
        return graphs;
    }

    /** What runs tell about their flows. */
    public FlowReader flows() {
        return flows;
    }

    /** Finds runs. */
    public RunFinder finder() {
        return finder;
    }

    /** Finds task runs over many runs. */
    public TaskFinder taskFinder() {
        return taskFinder;
    }

    /** Agents as people see them. */
    public AgentReader agentReader() {
        return agentReader;
    }

    /** What tasks keep for people. */
    public ArtifactReader artifacts() {
        return artifacts;
    }

    /** Data outside of flows. */
    public AssetReader assets() {
        return assets;
    }

    /** Forgets a run that ended, with all that is written of it. */
    public Steered remove(UUID run) {
        return removing.remove(run);
    }

    /** What is done to runs in that transaction. */
    public WithinTransaction within(Handle transaction) {
        return new WithinTransaction(transaction, catalog);
    }

    /** Tells who waits that something was queued. */
    public void ring() {
        bell.ring();
        commits.happened();
    }

    /** Which runs changed. */
    public Changes changes() {
        return changes;
    }

    /** How many runs there are. */
    public RunCounts counts() {
        return counts;
    }

    /** Counts ahead the runs of hours in which nothing changed for so long; answers how many hours. */
    public int keepCounts(Duration rest) {
        return hours.keep(rest);
    }

    /** Something quick that is to be done after each commit of this ledger, on the thread that made it. One at a time. */
    public void whenCommitted(Runnable listener) {
        commits.listener(listener);
    }

    /** A run that waits for an agent. */
    public Submitted submit(Submission submission) {
        Submitted answer = submit(submission, 0, "");
        bell.ring();
        return answer;
    }

    /**
     * A run that a session holds at once, without waiting in the queue. Its entries go on after number 1. Whether the session
     * lasts is seen in the commit that makes the run; of one that ends meanwhile, the run is taken as others are.
     */
    public Submitted submit(Submission submission, long session) {
        Optional<String> agent = claims.agent(session);
        return agent.isPresent()
                ? submit(submission, session, agent.get())
                : new Submitted.Refused("session " + session + " is not connected");
    }

    private Submitted submit(Submission submission, long session, String agent) {
        Duration off = Duration.between(RunIds.time(submission.id()), Instant.now());
        if (off.abs().compareTo(Duration.ofDays(1)) > 0) {
            return new Submitted.Refused(
                    "run id " + submission.id() + " is of " + RunIds.time(submission.id()) + "; make one of now");
        }
        Optional<Catalog.Fixed> version = catalog.fixed(submission.version());
        if (version.isEmpty()) {
            return new Submitted.Refused("there is no flow version " + submission.version());
        }
        CompletableFuture<Submitted> answer = new CompletableFuture<>();
        Catalog.Fixed of = version.get();
        writer(submission.id())
                .add(new Work.Submit(
                        new Submitting.Wanted(submission, of.project(), of.flow(), session, agent), answer));
        return Awaited.of(answer);
    }

    /** An agent comes. It is to be heard of before {@link AgentSession#lastsUntil}. */
    public AgentSession connect(String agent, List<String> labels) {
        return sessions.connect(agent, labels, AgentAbout.NOTHING);
    }

    /** The same of one that tells about itself. */
    public AgentSession connect(String agent, List<String> labels, AgentAbout about) {
        return sessions.connect(agent, labels, about);
    }

    /** The session goes on. */
    public Heartbeat heartbeat(long session) {
        return sessions.heartbeat(session);
    }

    /** The agent takes no more runs, and its claims wait for none; what it holds goes on. False: the session is over. */
    public boolean drain(long session) {
        boolean goesOn = sessions.drain(session);
        bell.ring();
        commits.happened();
        return goesOn;
    }

    /** The agent goes; what it holds is given to others at once. */
    public void disconnect(long session) {
        sessions.disconnect(session);
        sweep();
    }

    /** Runs that the session holds from now on, at most that many. Does not wait for any. */
    public List<Claimed> claim(long session, int most) {
        return claiming(session, most).runs();
    }

    /** The same, and whether there is anything to wait for. */
    public Claiming claiming(long session, int most) {
        return claims.claim(session, most);
    }

    /** How often something was queued here so far: to be asked before a claim that may get nothing. */
    public long queued() {
        return bell.rings();
    }

    /** How often this ledger itself queued something so far: what other servers are to be told of. */
    public long queuedHere() {
        return bell.own();
    }

    /** Another server queued something. */
    public void queuedElsewhere() {
        bell.ringFromElsewhere();
    }

    /**
     * Waits until something was queued here since {@link #queued} answered that, or that long; answers the new count. What
     * other servers queue may be found only by claiming: do not wait much longer than a second.
     */
    public long awaitQueued(long since, Duration longest) throws InterruptedException {
        return bell.await(since, longest);
    }

    /** Whose turn it is among tasks that wait for a place of a tag. */
    public TagTurns turns() {
        return turns;
    }

    /** What the session holds: to be asked after the answer to a claim or submission got lost. */
    public List<Claimed> held(long session) {
        return sessions.held(session);
    }

    /** Agents that are connected. */
    public List<AgentSession> agents() {
        return sessions.connected();
    }

    /** Writes what happened to a run, whole or not at all. */
    public Reply append(Batch batch) {
        return Awaited.of(appendLater(batch));
    }

    /** The same of many, at once; answers in that order. Fails if it is not known of one of them whether it is written. */
    public List<Reply> append(List<Batch> batches) {
        List<CompletableFuture<Reply>> answers =
                batches.stream().map(this::appendLater).toList();
        return answers.stream().map(Awaited::of).toList();
    }

    /**
     * The same without waiting. Batches of one run that are sent one after the other are written in that order. The answer
     * fails with a {@link LedgerException} if it is not known whether the batch is written.
     */
    public CompletableFuture<Reply> appendLater(Batch batch) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        writer(batch.run()).add(new Work.Append(batch, answer));
        return answer;
    }

    /** A run is to stop. */
    public Steered cancel(UUID run, String by, String reason) {
        return cancel(run, by, reason, null);
    }

    /** The same; what runs is waited for so many seconds, null: as the run and its agent say. */
    public Steered cancel(UUID run, String by, String reason, @Nullable Integer graceSeconds) {
        Steered answer = steering.cancel(run, by, reason, graceSeconds);
        commits.happened();
        return answer;
    }

    /** A run that waits for its time begins as soon as an agent is free; refused of one that was begun, or ended. */
    public Steered startNow(UUID run) {
        Steered answer = steering.startNow(run);
        bell.ring();
        return answer;
    }

    /** A run that ended is to go on, in a new epoch. */
    public Steered reopen(UUID run) {
        return reopen(run, Reopened.PLAIN);
    }

    /** The same; {@code wanted} is asked of that epoch, or of the next that begins. */
    public Steered reopen(UUID run, Reopened wanted) {
        Steered answer = steering.reopen(run, wanted);
        bell.ring();
        return answer;
    }

    /** What was asked of that epoch of a run when it was reopened. */
    public Reopened asked(UUID run, int epoch) {
        return steering.asked(run, epoch);
    }

    /** Its holder lets go of a run that waits for people. */
    public Steered letGo(UUID run, int epoch) {
        Steered answer = resting.letGo(run, epoch);
        bell.ring();
        return answer;
    }

    /** Keeps what task runs ask people; nothing of one that does not hold the run. */
    public void ask(UUID run, int epoch, List<PutQuestion> questions) {
        resting.ask(run, epoch, questions);
    }

    /** Its holder took those answers, or could not. */
    public void heard(UUID run, int epoch, List<Long> answers) {
        resting.heard(run, epoch, answers);
    }

    /** What task runs of a run ask. */
    public List<PutQuestion> questions(UUID run) {
        return resting.questions(run);
    }

    /** What people answered that no runner took yet. */
    public List<GivenAnswer> answers(UUID run) {
        return resting.answers(run);
    }

    /** Keeps an answer, and queues the run to be told if nobody holds it. */
    public Steered answer(UUID run, String path, String by, @Nullable String value) {
        Steered answer = resting.answer(run, path, by, value);
        bell.ring();
        commits.happened();
        return answer;
    }

    /** Keeps lines of a run's log; answers how many were new. */
    public int log(UUID run, List<LogLine> lines) {
        int kept = keepsakes.log(run, lines);
        meters.logged(kept);
        commits.happened();
        return kept;
    }

    /** Keeps artifacts; false: the sender does not hold the run, and nothing is kept. */
    public boolean keep(UUID run, int epoch, List<KeptArtifact> artifacts) {
        return keepsakes.keep(run, epoch, run, artifacts);
    }

    /** The same of a run that is held with another one, its root. */
    public boolean keep(UUID root, int epoch, UUID run, List<KeptArtifact> artifacts) {
        return keepsakes.keep(root, epoch, run, artifacts);
    }

    /** What runs a run in that epoch is gone: it is Crashed, and begins again at once, a few times at most. */
    public void lost(UUID run, int epoch, String why) {
        if (sweeper.lost(run, epoch, why)) {
            bell.ring();
        }
    }

    /** Takes runs from agents that were not heard of in time; answers how many. */
    public int sweep() {
        int swept = sweeper.sweep();
        if (swept > 0) {
            bell.ring();
            commits.happened();
        }
        return swept;
    }

    /**
     * Forgets runs that were made before a time and have ended, with all that is written of them, some at a time; answers
     * how many weeks of which nothing is left are gone as a whole.
     */
    public int forget(Instant before) {
        return partitions.drop(before).size();
    }

    private Writer writer(UUID run) {
        return writers.get(Math.floorMod(run.hashCode(), writers.size()));
    }

    /** Writes what is queued; what comes later is refused. */
    @Override
    public void close() {
        housekeeping.shutdown();
        writers.forEach(Writer::close);
        try {
            var ignored = housekeeping.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
