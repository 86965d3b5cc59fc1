package dev.reeve.agent;

import dev.reeve.api.EventAnswer;
import dev.reeve.api.RunAnswer;
import dev.reeve.api.RunEvents;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.UnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what happened in the runs of a process to the server, in one request for all runs whose batches came while the ones
 * before were under way. Nobody waits for a clock: a batch that comes alone goes alone. Whoever has the first batch of a
 * request sends it for the others. What fails in company is sent alone by whoever it is of. Thread-safe.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int MOST_UNDER_WAY = 2;
    private static final int MOST_TOGETHER = 50;
    /** A large batch gains nothing by company, and would keep the others waiting. */
    private static final int LARGE = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private int underWay;
    private volatile boolean alone;

    private enum Fate {
        WAITS,
        TAKEN,
        DONE
    }

    private static final class Letter {
        final RunnerClient server;
        final RunEvents content;
        final Condition changed;
        Fate fate = Fate.WAITS;
        /** What came of it; null: it is to be sent alone. */
        @Nullable
        RunAnswer answer;

        Letter(RunnerClient server, RunEvents content, Condition changed) {
            this.server = server;
            this.content = content;
            this.changed = changed;
        }
    }

    /** Where the run with that key hands in its batches, one at a time. */
    Shipper.Desk desk(RunnerClient server, String runKey) {
        return (batch, again) -> again || alone || batch.events().size() > LARGE
                ? server.events(batch)
                : send(server, new RunEvents(runKey, batch));
    }

    private EventAnswer send(RunnerClient server, RunEvents content) throws InterruptedException {
        Letter letter = new Letter(server, content, lock.newCondition());
        List<Letter> together = awaitTurn(letter);
        if (together.size() == 1) {
            return sendOnly(letter);
        }
        if (!together.isEmpty()) {
            sendAll(together);
        }
        RunAnswer answer = letter.answer;
        if (answer == null) {
            return server.events(content.batch());
        }
        if (answer.problem() != null) {
            throw new RefusedException(answer.problem());
        }
        return Objects.requireNonNull(answer.answer());
    }

    private EventAnswer sendOnly(Letter letter) throws InterruptedException {
        try {
            return letter.server.events(letter.content.batch());
        } finally {
            done(List.of(letter), List.of());
        }
    }

    private void sendAll(List<Letter> together) throws InterruptedException {
        List<RunAnswer> answers = List.of();
        try {
            answers = answers(together);
        } finally {
            done(together, answers);
        }
    }

    /** Those that are to be sent with it now, itself among them; nothing if somebody else sent it. */
    private List<Letter> awaitTurn(Letter letter) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting.add(letter);
            arrived.signalAll();
            while (letter.fate != Fate.DONE && (letter.fate == Fate.TAKEN || underWay == MOST_UNDER_WAY)) {
                letter.changed.await();
            }
            return letter.fate == Fate.DONE ? List.of() : taken(letter);
        } finally {
            if (letter.fate == Fate.WAITS) { // interrupted, perhaps when it was its turn
                waiting.remove(letter);
                arrived.signalAll();
                next();
            }
            lock.unlock();
        }
    }

    private List<Letter> taken(Letter first) {
        waiting.remove(first);
        List<Letter> together = new ArrayList<>(List.of(first));
        while (!waiting.isEmpty() && together.size() < MOST_TOGETHER) {
            together.add(waiting.remove());
        }
        together.forEach(letter -> letter.fate = Fate.TAKEN);
        underWay++;
        return together;
    }

    private List<RunAnswer> answers(List<Letter> together) throws InterruptedException {
        try {
            RunnerClient server = together.getFirst().server;
            List<RunAnswer> answers = server.events(
                    together.stream().map(letter -> letter.content).toList());
            return answers.size() == together.size() ? answers : List.of();
        } catch (RefusedException refused) {
            LOG.debug("what happened in several runs is told one by one: {}", refused.getMessage());
            alone |= refused.status() == 404; // a server of an older release
            return List.of();
        } catch (UnavailableException away) {
            LOG.debug("what happened in several runs is told one by one: {}", away.getMessage());
            return List.of();
        }
    }

    private void done(List<Letter> together, List<RunAnswer> answers) {
        lock.lock();
        try {
            underWay--;
            for (int i = 0; i < together.size(); i++) {
                Letter letter = together.get(i);
                letter.fate = Fate.DONE;
                letter.answer = answers.isEmpty() ? null : answers.get(i);
                letter.changed.signal();
            }
            next();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many batches wait, for tests. */
    void awaitWaiting(int count) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() != count) {
                arrived.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void next() {
        if (!waiting.isEmpty() && underWay < MOST_UNDER_WAY) {
            waiting.getFirst().changed.signal();
        }
    }
}
