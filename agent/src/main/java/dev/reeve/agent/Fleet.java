package dev.reeve.agent;

import dev.reeve.api.ClaimedRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runner processes of an agent, and which run is in which. Thread-safe. */
final class Fleet implements Crew, RunnerProcess.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    /** How long after its tasks' grace period a run may take to end, if somebody gave it one of its own. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);

    private static final int MOST_SUSPECTED = 10_000;

    private final RunnerCommand command;
    private final AgentOptions.Runners options;
    private final ScheduledExecutorService clock;
    private final Crashed crashed;
    private final List<RunnerProcess> runners = new ArrayList<>();
    private final Future<?> sweeping;
    /** What kills the processes of runs that were to stop, by the run. */
    private final Map<String, Future<?>> cancelling = new HashMap<>();

    private final Set<String> inHand = new HashSet<>();
    /** Of runs that may have ended their process, as may others that were in it: how often; the latest. */
    private final Map<String, Integer> suspected = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_SUSPECTED;
        }
    };

    private long lease;

    /** Told of runs whose processes ended before they did. */
    interface Crashed {
        void tell(ClaimedRun run, LastWords.Death death);
    }

    /** {@code crashed} is told of each run that had not ended when its process did, and why. */
    Fleet(RunnerCommand command, AgentOptions.Runners options, ScheduledExecutorService clock, Crashed crashed) {
        this.command = command;
        this.options = options;
        this.clock = clock;
        this.crashed = crashed;
        this.sweeping = clock.scheduleWithFixedDelay(this::sweep, 500, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public void begin(ClaimedRun run) {
        try {
            synchronized (this) {
                inHand.add(RunnerOrder.key(run));
                hand(run);
            }
        } catch (IOException | RuntimeException refused) {
            LOG.warn("no runner process can be started for run {}: {}", run.runId(), refused.toString());
            crashed.tell(run, LastWords.Death.of("no runner process can be started: " + refused.getMessage()));
            over(run);
        }
    }

    private void hand(ClaimedRun run) throws IOException {
        String bundle = run.bundle().sha256() + " " + run.bundle().location();
        int most = mostAtOnce(run);
        if (!options.fresh()) {
            for (RunnerProcess runner : runners) {
                boolean stays = cancelling.keySet().stream().noneMatch(runner::has); // else it may be killed soon
                if (stays && runner.most() == most && runner.bundle().equals(bundle) && runner.take(run)) {
                    return;
                }
            }
        }
        RunnerProcess started = RunnerProcess.start(command.of(run), bundle, most, this);
        LOG.info("runner process {} begins, for flow \"{}\"", started.pid(), run.flow());
        started.lease(lease);
        runners.add(started);
        started.take(run);
        if (options.fresh()) {
            started.retire();
        }
    }

    /** How many runs its process may have: an eighth each time that it may have ended one, and none that has not. */
    private int mostAtOnce(ClaimedRun run) {
        return Math.max(1, options.runsAtOnce() >> 3 * Math.min(10, suspected.getOrDefault(run.runId(), 0)));
    }

    @Override
    public synchronized void lease(long nanoTime) {
        lease = nanoTime;
        runners.forEach(runner -> runner.lease(nanoTime));
    }

    @Override
    public synchronized void cancel(String runId, Stop stop) {
        for (RunnerProcess runner : runners) {
            if (!runner.has(runId)) {
                continue;
            }
            boolean stops = stops(runId);
            if (!stops || stop.lost()) { // whatever it was told before
                runner.cancel(runId, stop);
            }
            if (!stops) {
                Duration grace =
                        stop.grace() == null ? options.grace() : stop.grace().plus(AFTERWARDS);
                cancelling.put(
                        runId,
                        clock.schedule(() -> killed(runner, runId, grace), grace.toNanos(), TimeUnit.NANOSECONDS));
            }
        }
    }

    private void killed(RunnerProcess runner, String runId, Duration grace) {
        if (runner.has(runId)) {
            LOG.warn("run {} did not stop, so its runner process {} is killed", runId, runner.pid());
            runner.kill("run " + runId + " was to stop and did not within " + grace);
        }
    }

    private synchronized void sweep() {
        for (RunnerProcess runner : runners) {
            if (runner.idleFor(options.idle().toNanos())) {
                runner.retire();
            }
        }
    }

    @Override
    public synchronized int inHand() {
        return inHand.size();
    }

    @Override
    public synchronized Set<String> holding() {
        Set<String> runs = new HashSet<>();
        inHand.forEach(key -> runs.add(key.substring(0, key.lastIndexOf('/'))));
        return runs;
    }

    @Override
    public synchronized int awaitFewer(int than, long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (inHand.size() >= than && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
        return inHand.size();
    }

    private synchronized void over(ClaimedRun run) {
        inHand.remove(RunnerOrder.key(run));
        Future<?> kill = cancelling.remove(run.runId());
        if (kill != null) {
            kill.cancel(false);
        }
        notifyAll();
    }

    @Override
    public void ended(RunnerProcess runner, ClaimedRun run) {
        synchronized (this) {
            suspected.remove(run.runId());
            if (stops(run.runId())) { // threads of it may have been left behind
                runner.retire();
            }
        }
        over(run);
    }

    @Override
    public void died(RunnerProcess runner, List<ClaimedRun> unfinished, LastWords.Death death) {
        synchronized (this) {
            runners.remove(runner);
        }
        LOG.info("runner process {} has ended", runner.pid());
        for (ClaimedRun run : unfinished) {
            LOG.warn("run {} of flow \"{}\" crashed: {}", run.runId(), run.flow(), death.cause());
            crashed.tell(run, ofRun(run, death, unfinished.size()));
            over(run);
        }
    }

    /** What the end of a process means for one of so many runs that were in it. */
    private LastWords.Death ofRun(ClaimedRun run, LastWords.Death death, int runs) {
        boolean known = death.byAgent() || death.violent() || !death.exiting().isEmpty();
        if (!known && runs > 1) {
            suspect(run.runId());
            return death.ofOneOf(runs);
        }
        return isMeant(run, death) ? death : death.ofBystander();
    }

    private synchronized void suspect(String runId) {
        suspected.merge(runId, 1, Integer::sum);
    }

    /** Whether the process was ended for that run, or by it; one that was alone in it is taken to have ended it. */
    private boolean isMeant(ClaimedRun run, LastWords.Death death) {
        return death.byAgent()
                ? stops(run.runId())
                : death.exiting().isEmpty() || death.exiting().contains(RunnerOrder.key(run));
    }

    private synchronized boolean stops(String runId) {
        return cancelling.containsKey(runId);
    }

    @Override
    public synchronized void retire() {
        runners.forEach(RunnerProcess::retire);
    }

    @Override
    public synchronized void abandon(String why) {
        holding().forEach(run -> cancel(run, Stop.lost(why)));
    }

    @Override
    public void kill(String why, long millis) {
        List<RunnerProcess> last;
        synchronized (this) {
            sweeping.cancel(false);
            last = List.copyOf(runners);
        }
        last.forEach(runner -> runner.kill(why));
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        last.forEach(runner -> runner.awaitGone(until - System.nanoTime()));
    }

    /** The process identifiers, for tests. */
    synchronized List<Long> pids() {
        return runners.stream().map(RunnerProcess::pid).toList();
    }
}
