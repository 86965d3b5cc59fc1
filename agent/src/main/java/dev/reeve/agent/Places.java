package dev.reeve.agent;

import dev.reeve.api.HeldPlaces;
import dev.reeve.api.PlaceAnswer;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.PlacedTask;
import dev.reeve.client.RefusedException;
import dev.reeve.client.UnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places of a run's tasks among all tasks with a tag that the server limits. Each question says which places are still
 * needed and which tasks wait, and one is asked at a time: so a place whose end could not be told, or whose grant got lost, is
 * free with the next question, and all of them are when the server hears that the run has ended or misses the agent. While
 * tasks wait, one thread listens for their turns. Thread-safe.
 */
final class Places {
    private static final Logger LOG = LoggerFactory.getLogger(Places.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LISTENS = Duration.ofSeconds(10);
    /** Who was not told of a turn asks again: the server may have forgotten all who waited. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Desk desk;
    private final int epoch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<PlacedTask> holding = new LinkedHashSet<>(); // guarded by lock
    private final Set<PlacedTask> waiting = new LinkedHashSet<>(); // guarded by lock
    private final Set<PlacedTask> gaveUp = new LinkedHashSet<>(); // guarded by lock
    private boolean listens; // guarded by lock
    private boolean leaves; // guarded by lock
    private long last; // of the listener

    /** Whom to ask. */
    interface Desk {
        PlaceAnswer ask(PlaceRequest request) throws InterruptedException;

        /** Waits until there is a place after that one, or so long. */
        HeldPlaces await(long after, long millis) throws InterruptedException;
    }

    Places(Desk desk, int epoch) {
        this.desk = desk;
        this.epoch = epoch;
    }

    /** Waits until that task may begin; those of a higher priority get a place first. */
    void take(PlacedTask task, Collection<String> tags, int priority) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!granted(task, List.copyOf(tags), priority)) {
                if (!waiting.contains(task)) { // the server is away, as everything waits that it has to know first
                    long ignored = changed.awaitNanos(PAUSE.toNanos());
                } else if (turn(task)) {
                    return;
                }
            }
        } finally {
            if (waiting.remove(task)) {
                gaveUp.add(task);
            }
            lock.unlock();
        }
    }

    /** Whether its turn came before its patience ended. */
    private boolean turn(PlacedTask task) throws InterruptedException {
        listen();
        long left = PATIENCE.toNanos();
        while (left > 0 && waiting.contains(task)) {
            left = changed.awaitNanos(left);
        }
        return holding.contains(task);
    }

    private boolean granted(PlacedTask task, List<String> tags, int priority) throws InterruptedException {
        waiting.remove(task);
        try {
            PlaceAnswer answer = desk.ask(request(task, tags, priority));
            if (answer.counted()) {
                holding.add(task);
            }
            if (!answer.granted()) {
                waiting.add(task);
            }
            return answer.granted();
        } catch (UnavailableException away) {
            return false;
        } catch (RefusedException refused) {
            LOG.debug("no place for {}: {}", task, refused.getMessage());
            return false; // the run is not ours any more, and is about to be stopped
        }
    }

    private PlaceRequest request(@Nullable PlacedTask task, List<String> tags, int priority) {
        return new PlaceRequest(epoch, task, tags, List.copyOf(holding), List.copyOf(waiting), priority);
    }

    private void listen() {
        if (!listens) {
            listens = true;
            Thread.ofVirtual().name("reeve-places").start(this::hear);
        }
    }

    /** As long as a task waits. */
    private void hear() {
        try {
            while (goesOn()) {
                try {
                    told(desk.await(last, LISTENS.toMillis()));
                } catch (UnavailableException away) {
                    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                }
            }
        } catch (RefusedException refused) {
            LOG.debug(
                    "no places any more: {}",
                    refused.getMessage()); // they ask again, and the run is about to be stopped
            stopListening();
        } catch (InterruptedException e) { // nobody interrupts it
            stopListening();
        }
    }

    private boolean goesOn() {
        lock.lock();
        try {
            listens = !waiting.isEmpty();
            return listens;
        } finally {
            lock.unlock();
        }
    }

    private void stopListening() {
        lock.lock();
        try {
            listens = false;
        } finally {
            lock.unlock();
        }
    }

    private void told(HeldPlaces places) {
        lock.lock();
        try {
            last = Math.max(last, places.last());
            for (PlacedTask each : places.places()) {
                if (waiting.remove(each)) {
                    holding.add(each);
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** That task needs its place no longer, or waits for none any more. Does not wait for the server. */
    void free(PlacedTask task) {
        Thread.ofVirtual().start(() -> {
            lock.lock();
            try {
                boolean had = holding.remove(task) || gaveUp.remove(task); // in one of them at most
                if (had && !leaves) { // else whoever waits for the server says all that there is to say
                    leaves = true;
                    while (!left()) {
                        long ignored = changed.awaitNanos(PAUSE.toNanos());
                    }
                    leaves = false;
                }
            } catch (InterruptedException e) { // nobody interrupts it
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        });
    }

    /** Whether the server knows which places are needed; it waits for one that is away, for others wait for them. */
    private boolean left() throws InterruptedException {
        try {
            PlaceAnswer ignored = desk.ask(request(null, List.of(), 0));
            return true;
        } catch (UnavailableException away) {
            return false;
        } catch (RefusedException refused) {
            LOG.debug("a place could not be given back, and is free with its run: {}", refused.getMessage());
            return true;
        }
    }
}
