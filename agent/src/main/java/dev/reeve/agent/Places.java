package dev.reeve.agent;

import dev.reeve.api.PlaceAnswer;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.PlacedTask;
import dev.reeve.client.RefusedException;
import dev.reeve.client.UnavailableException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places of a run's tasks among all tasks with a tag that the server limits. Each question says which places are still
 * needed, and one is asked at a time: so a place whose end could not be told, or whose grant got lost, is free with the next
 * question, and all of them are when the server hears that the run has ended or misses the agent. Thread-safe.
 */
final class Places {
    private static final Logger LOG = LoggerFactory.getLogger(Places.class);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private final Desk desk;
    private final int epoch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Set<PlacedTask> holding = new LinkedHashSet<>(); // guarded by lock

    /** Whom to ask. */
    interface Desk {
        PlaceAnswer ask(PlaceRequest request) throws InterruptedException;
    }

    Places(Desk desk, int epoch) {
        this.desk = desk;
        this.epoch = epoch;
    }

    /** Waits until that task may begin. */
    void take(PlacedTask task, Collection<String> tags) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!granted(task, List.copyOf(tags))) {
                long ignored = freed.awaitNanos(PAUSE);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean granted(PlacedTask task, List<String> tags) throws InterruptedException {
        try {
            PlaceAnswer answer = desk.ask(new PlaceRequest(epoch, task, tags, List.copyOf(holding)));
            if (answer.counted()) {
                holding.add(task);
            }
            return answer.granted();
        } catch (UnavailableException away) {
            return false; // as everything waits that the server has to know first
        } catch (RefusedException refused) {
            LOG.debug("no place for {}: {}", task, refused.getMessage());
            return false; // the run is not ours any more, and is about to be stopped
        }
    }

    /** That task needs its place no longer, or waits for none any more. Does not wait for the server. */
    void free(PlacedTask task) {
        Thread.ofVirtual().start(() -> {
            lock.lock();
            try {
                if (holding.remove(task)) {
                    PlaceAnswer ignored = desk.ask(new PlaceRequest(epoch, null, List.of(), List.copyOf(holding)));
                    freed.signalAll();
                }
            } catch (UnavailableException | RefusedException e) {
                LOG.debug("a place could not be given back, and is with the next question: {}", e.getMessage());
            } catch (InterruptedException e) { // nobody interrupts it
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        });
    }
}
