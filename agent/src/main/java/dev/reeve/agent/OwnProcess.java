package dev.reeve.agent;

import dev.reeve.api.ClaimedRun;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Carries out runs in threads of this process. A task that hangs cannot be killed here, and one that ends the process ends
 * all of it.
 */
final class OwnProcess implements Crew {
    private final Runner runner;
    private final Fleet.Crashed crashed;
    private final Lease lease = Lease.unlimited();
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    /** {@code crashed} is told of each run whose end the server could not be told, and why. */
    OwnProcess(Runner runner, Fleet.Crashed crashed) {
        this.runner = runner;
        this.crashed = crashed;
    }

    @Override
    public void begin(ClaimedRun run) {
        inHand.add(RunnerOrder.key(run));
        runner.threads().startOwn("reeve-run-" + run.runId(), () -> carryOut(run));
    }

    private void carryOut(ClaimedRun run) {
        try {
            boolean ignored = runner.execute(run, Objects.requireNonNullElse(run.runKey(), ""), lease);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            crashed.tell(run, LastWords.Death.of("its runner failed: " + e));
        } finally {
            over(RunnerOrder.key(run));
        }
    }

    private synchronized void over(String key) {
        inHand.remove(key);
        notifyAll();
    }

    @Override
    public void lease(long nanoTime) {
        lease.renewedUntil(nanoTime);
    }

    @Override
    public void cancel(String runId, Stop stop) {
        runner.cancel(runId, stop);
    }

    @Override
    public int inHand() {
        return inHand.size();
    }

    @Override
    public Set<String> holding() {
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

    @Override
    public void retire() {
        // the agent claims no more, and a thread ends with its run
    }

    @Override
    public void abandon(String why) {
        holding().forEach(run -> runner.cancel(run, Stop.lost(why)));
    }

    /** Waits for nothing: this process goes on. */
    @Override
    public void kill(String why, long millis) {
        abandon(why);
    }
}
