package dev.reeve.agent;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.HeartbeatAnswer;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.Refusal;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims runs from a server and hands them to runner processes, which it keeps and watches over. Never loads user code.
 * Goes on while the server is away. Thread-safe.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final int TIDY_SECONDS = 30;
    private static final long LAST_MILLIS = 5_000;

    private final AgentOptions options;
    private final ReeveClient client;
    private final AgentClient server;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reeve-agent-clock").factory());
    private final Crew crew;
    private final LeftSpools spools;
    private final BlockingQueue<Work> reports = new LinkedBlockingQueue<>();
    private final Pauses pauses;
    private volatile AgentSession session = new AgentSession("", 1);
    /** Those whose end is still to be told: the server takes them for runs that the agent has. */
    private final Set<String> untold = ConcurrentHashMap.newKeySet();

    private final CountDownLatch claimed = new CountDownLatch(1);
    private volatile boolean draining;
    private volatile boolean away;
    private volatile boolean over;

    /** Something to tell the server, as often as it takes. */
    private interface Work {
        void tell() throws InterruptedException;
    }

    /** Makes those who carry out what the agent claims; {@code crashed} is told of runs that came to no end, and why. */
    interface Hiring {
        Crew hire(ScheduledExecutorService clock, Fleet.Crashed crashed);
    }

    private Agent(AgentOptions options, Hiring hiring, Pauses pauses) {
        this.options = options;
        this.pauses = pauses;
        this.client = ReeveClient.at(options.server(), options.key(), options.trust());
        this.server = client.agent();
        this.spools = new LeftSpools(options.server(), options.trust(), options.spool());
        this.crew = hiring.hire(clock, this::crashed);
    }

    /**
     * Starts one, once the server knows it. Waits for a server that is away.
     *
     * @throws RefusedException if the server does not want it, as with a wrong key
     */
    public static Agent start(AgentOptions options, RunnerCommand command) throws InterruptedException {
        return start(options, command, Pauses.USUAL);
    }

    static Agent start(AgentOptions options, RunnerCommand command, Pauses pauses) throws InterruptedException {
        return start(options, (clock, crashed) -> new Fleet(command, options.runners(), clock, crashed), pauses);
    }

    static Agent start(AgentOptions options, Hiring hiring, Pauses pauses) throws InterruptedException {
        Agent agent = new Agent(options, hiring, pauses);
        try {
            agent.begin();
        } catch (RuntimeException | InterruptedException e) {
            agent.close();
            throw e;
        }
        return agent;
    }

    private void begin() throws InterruptedException {
        every(() -> RunnerRecords.removeLeft(options.spool())); // which needs no server
        renew("");
        every(() -> reports.add(spools::deliver));
        daemon("heart", this::beat);
        daemon("reports", this::report);
        daemon("claims", this::claim);
    }

    /** Runners of an agent that was killed outlive it: what they leave is found when they have ended. */
    private void every(Runnable tidying) {
        var ignored = clock.scheduleWithFixedDelay(tidying, 0, TIDY_SECONDS, TimeUnit.SECONDS);
    }

    private static void daemon(String name, Work work) {
        Thread.ofPlatform().daemon().name("reeve-agent-" + name).start(() -> {
            try {
                work.tell();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Makes another session of one that lapsed. */
    private synchronized void renew(String lapsed) throws InterruptedException {
        if (!session.sessionId().equals(lapsed)) {
            return; // the other thread did
        }
        NewAgentSession asked = new NewAgentSession(
                options.name(), options.host(), options.labels(), options.slots(), options.version());
        for (int failures = 1; ; failures++) {
            try {
                long before = System.nanoTime();
                AgentSession next = server.begin(asked);
                if (!lapsed.isEmpty()) { // before any run of the new session comes, and before they hear of its lease
                    crew.abandon("its agent was not heard of in time, and the server took it away");
                }
                session = next;
                renewed(before);
                return;
            } catch (UnavailableException e) {
                away(e);
                TimeUnit.NANOSECONDS.sleep(pauses.after(failures));
            }
        }
    }

    /** From when it was asked on: the server may have counted from then. */
    private void renewed(long asked) {
        if (away) {
            away = false;
            LOG.info("the server at {} answers", options.server());
            reports.add(spools::deliver);
        }
        crew.lease(asked + Duration.ofSeconds(session.leaseSeconds()).toNanos());
    }

    private void away(UnavailableException e) {
        if (!away && !clock.isShutdown()) { // else it is this agent that is away
            away = true;
            LOG.warn("the server at {} does not answer, and is asked again: {}", options.server(), e.getMessage());
        }
    }

    private void beat() throws InterruptedException {
        while (!clock.isShutdown()) {
            AgentSession mine = session;
            TimeUnit.MILLISECONDS.sleep(away ? 1_000 : Math.max(300, mine.leaseSeconds() * 1_000L / 3));
            try {
                long asked = System.nanoTime();
                HeartbeatAnswer answer = server.heartbeat(mine.sessionId());
                renewed(asked);
                answer.cancel().forEach(run -> crew.cancel(run.runId(), Stop.of(run.reason(), run.graceSeconds())));
            } catch (UnavailableException e) {
                away(e);
            } catch (RefusedException lapsed) {
                lapsed(mine, lapsed);
            }
        }
    }

    private void lapsed(AgentSession mine, RefusedException refused) throws InterruptedException {
        if (draining) {
            return;
        }
        LOG.warn("the agent's session is over, and another begins: {}", refused.getMessage());
        try {
            renew(mine.sessionId());
        } catch (RefusedException e) { // perhaps its key was revoked; it may be given back
            LOG.error("the server does not take this agent any more: {}", e.getMessage());
            TimeUnit.SECONDS.sleep(5);
        }
    }

    private void claim() throws InterruptedException {
        try {
            claims();
        } finally {
            claimed.countDown();
        }
    }

    private void claims() throws InterruptedException {
        boolean lost = true; // an answer; or an agent of that name had runs before
        while (!draining) {
            int free = options.slots() - crew.awaitFewer(options.slots(), 1_000);
            if (free <= 0 || draining) {
                continue;
            }
            AgentSession mine = session;
            try {
                ClaimRequest wanted = new ClaimRequest(free, pauses.claim().toMillis(), lost ? holding() : null);
                lost = true;
                List<ClaimedRun> runs = server.claim(mine.sessionId(), wanted).runs();
                lost = false;
                for (ClaimedRun run : runs) {
                    LOG.info("run {} of flow \"{}\" begins", run.runId(), run.flow());
                    crew.begin(run);
                }
            } catch (UnavailableException e) {
                away(e);
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (RefusedException lapsed) {
                lapsed(mine, lapsed);
            }
        }
    }

    /** What the server gave in an answer that was lost, it gives again. */
    private List<String> holding() {
        Set<String> all = crew.holding();
        all.addAll(untold);
        return List.copyOf(all);
    }

    /** What the dead runner told counts, so it is delivered before. */
    private void crashed(ClaimedRun run, LastWords.Death death) {
        untold.add(run.runId());
        reports.add(() -> {
            spools.deliver();
            try {
                server.refuse(
                        session.sessionId(), new Refusal(run.runId(), run.epoch(), death.cause(), death.violent()));
            } catch (RefusedException over) { // its end was told before the process ended
                LOG.debug("run {} is over: {}", run.runId(), over.getMessage());
            }
            untold.remove(run.runId());
        });
    }

    private void report() throws InterruptedException {
        while (true) {
            try {
                tell(reports.take());
            } catch (RefusedException e) {
                LOG.warn("the server did not want to know: {}", e.getMessage());
            }
        }
    }

    private void tell(Work work) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                work.tell();
                return;
            } catch (UnavailableException e) {
                away(e);
                TimeUnit.NANOSECONDS.sleep(pauses.after(failures));
            }
        }
    }

    /** So that its claim which waits is answered, and everybody sees it; beside all else, for a server that is away. */
    private void tellDrain() throws InterruptedException {
        try {
            tell(() -> {
                if (!over) {
                    server.drain(session.sessionId());
                }
            });
        } catch (RefusedException e) {
            // the session is over; or the server is of an older release, and answers in its time
            LOG.debug("the server is not told that the agent takes no more runs: {}", e.getMessage());
        }
    }

    /**
     * Takes no more runs, lets those that it has end, and says goodbye.
     *
     * @param most how long it waits for them
     * @return whether all ended
     */
    public boolean drain(Duration most) throws InterruptedException {
        draining = true;
        daemon("drain", this::tellDrain);
        long until = System.nanoTime() + most.toNanos();
        if (!claimed.await(most.toNanos(), TimeUnit.NANOSECONDS)) { // else a run may come yet
            return false;
        }
        crew.retire();
        boolean all = crew.awaitFewer(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) == 0;
        try {
            if (all) {
                awaitReports();
                over = true;
                server.end(session.sessionId());
            }
        } catch (UnavailableException | RefusedException e) { // the session lapses by itself
            LOG.debug("the server is not told that the agent goes: {}", e.getMessage());
        }
        return all;
    }

    private void awaitReports() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        reports.add(told::countDown);
        boolean done = told.await(5, TimeUnit.SECONDS);
        LOG.debug("all was told: {}", done);
    }

    /** How many runs it has. */
    public int runs() {
        return crew.inHand();
    }

    /** Its runner processes, for tests. */
    Fleet fleet() {
        return (Fleet) crew;
    }

    /** Ends its runner processes at once. What they had in hand crashes when the lease has lapsed. */
    @Override
    public void close() {
        draining = true;
        over = true;
        clock.shutdownNow();
        crew.kill("the agent was stopped", LAST_MILLIS);
        RunnerRecords.removeLeft(options.spool());
        client.close();
    }
}
