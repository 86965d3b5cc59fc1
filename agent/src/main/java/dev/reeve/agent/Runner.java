package dev.reeve.agent;

import dev.reeve.ResumePlan;
import dev.reeve.api.ClaimedRun;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.UnavailableException;
import dev.reeve.engine.LocalFlowRunner;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.run.Journal;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.FlowRunner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs flows for a server in this process: checks the code, runs the flow with the engine, and tells the server what
 * happens. Several runs at once, each in the thread that asks for it, over connections that they share. Thread-safe.
 */
public final class Runner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final Duration FIRST_PATIENCE = Duration.ofMinutes(10);

    /** Has no key: each run has its own. Making one for each run would cost more than most runs do. */
    private final ReeveClient connections;

    private final BundleFiles bundles;
    private final RunnerRecords records;
    private final FlowRunner engine;
    private final Pauses pauses;
    private final Duration patience;
    private final RunnerThreads threads = new RunnerThreads();
    private final RunInHand.Shared shared;
    private final Map<String, RunInHand> inHand = new ConcurrentHashMap<>();

    /** One of this process. */
    public Runner(RunnerSetup setup) {
        this(setup, Pauses.USUAL);
    }

    Runner(RunnerSetup setup, Pauses pauses) {
        this(setup, pauses, FIRST_PATIENCE);
    }

    /** The same, which asks so long what there is to do. */
    Runner(RunnerSetup setup, Pauses pauses, Duration patience) {
        this.pauses = pauses;
        this.patience = patience;
        this.connections = ReeveClient.at(setup.server(), "");
        this.bundles = new BundleFiles(
                setup.host(), new BundleCache(setup.spool().resolveSibling("bundles"), InstantSource.system()));
        this.records = new RunnerRecords(setup.spool());
        this.shared = new RunInHand.Shared(setup, records, threads, new Courier(), pauses);
        this.engine = new LocalFlowRunner(this::journal, records);
    }

    private Journal journal(Opening opening, FlowGraph graph, @Nullable Supplier<ResumePlan> plan) {
        int dot = opening.runId().indexOf('.'); // behind it is a task of the run, which is a flow run
        RunInHand hand = inHand.get(dot < 0 ? opening.runId() : opening.runId().substring(0, dot));
        return hand == null ? Journal.NONE : hand.journal(opening, graph, plan);
    }

    /**
     * Carries out a run that nobody watches over but the server: asks it what there is to do, for ten minutes if it is away.
     *
     * @return whether it ended well, or waits for a person
     * @throws dev.reeve.client.UnavailableException if the server was away for all that time; nothing of the run has begun
     */
    public boolean execute(String runId, String runKey) throws InterruptedException {
        RunnerClient server = connections.runner(runId, runKey);
        return execute(server, asked(runId, server), runKey, Lease.unlimited());
    }

    private ClaimedRun asked(String runId, RunnerClient server) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (int failures = 1; ; failures++) {
            try {
                return server.run();
            } catch (UnavailableException away) {
                long pause = pauses.after(failures);
                if (System.nanoTime() + pause - until > 0) {
                    throw away;
                }
                LOG.info("run {} is not known yet, and the server is asked again: {}", runId, away.getMessage());
                TimeUnit.NANOSECONDS.sleep(pause);
            }
        }
    }

    /** Carries out a run that an agent claimed. */
    boolean execute(ClaimedRun run, String runKey, Lease lease) throws InterruptedException {
        return execute(connections.runner(run.runId(), runKey), run, runKey, lease);
    }

    private boolean execute(RunnerClient server, ClaimedRun run, String runKey, Lease lease)
            throws InterruptedException {
        RunInHand hand = new RunInHand(shared, server, run, runKey, lease);
        begin(run.runId(), hand);
        try {
            return hand.carryOut(engine, bundles);
        } finally {
            end(run.runId());
        }
    }

    /** What is left of an earlier epoch comes to its end first. */
    private synchronized void begin(String runId, RunInHand hand) throws InterruptedException {
        RunInHand earlier = inHand.get(runId);
        while (earlier != null) {
            earlier.lost("run " + runId + " begins anew");
            wait();
            earlier = inHand.get(runId);
        }
        inHand.put(runId, hand);
    }

    private synchronized void end(String runId) {
        records.forget(runId);
        inHand.remove(runId);
        notifyAll();
    }

    /** Asks a run to stop, if it is in hand. */
    void cancel(String runId, Stop stop) {
        RunInHand hand = inHand.get(runId);
        if (hand != null) {
            hand.cancel(stop);
        }
    }

    /** Which of its runs end this process, by their keys; asked while it ends. */
    List<String> exiting() {
        return inHand.values().stream()
                .filter(RunInHand::exits)
                .map(RunInHand::key)
                .toList();
    }

    /** Where its runs begin and are told of. */
    RunnerThreads threads() {
        return threads;
    }

    /** Lets go of its connections; runs that are in hand can tell nothing more. */
    @Override
    public void close() {
        threads.close();
        connections.close();
    }
}
