package dev.reeve.benchmarks.durable;

import dev.reeve.schedule.DataInterval;
import dev.reeve.server.ledger.AgentSession;
import dev.reeve.server.ledger.Batch;
import dev.reeve.server.ledger.Claimed;
import dev.reeve.server.ledger.Entry;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Registration;
import dev.reeve.server.ledger.Reply;
import dev.reeve.server.ledger.RunIds;
import dev.reeve.server.ledger.Submission;
import dev.reeve.server.ledger.Submitted;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.spi.Occasion.Cause;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Upstreams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** Runs of one task that nobody carries out: asked for, given to an agent, told to have begun and ended. */
final class LedgerLoad {
    private static final int MOST_CLAIMED = 64;
    private static final long WARM_RUNS_PER_MILLI = 5;
    private static final Duration DOZE = Duration.ofMillis(100);

    private final Ledger ledger;
    private final FlowVersion version;
    private final AgentSession session;
    private final LongAdder finished = new LongAdder();
    private final Map<UUID, CompletableFuture<Claimed>> waiting = new ConcurrentHashMap<>();
    private volatile boolean over;

    private LedgerLoad(Ledger ledger) {
        this.ledger = ledger;
        this.version = ledger.catalog()
                .register(
                        ledger.catalog().project("benchmark", "").id(),
                        new Registration(
                                "single",
                                "1",
                                new FlowStructure(List.of(FlowStructure.Node.task("one"))),
                                "[]",
                                null,
                                "{}",
                                List.of(),
                                ""));
        this.session = ledger.connect("benchmark", List.of());
    }

    /** The project that these runs are of. */
    static void prepare(Ledger ledger) {
        LedgerLoad ignored = new LedgerLoad(ledger);
    }

    /**
     * How many runs end in a second.
     *
     * @param callers each of which has one run under way at any time
     * @param queued whether runs wait in the queue to be claimed; else an agent asked for work before, and each run is
     *     handed to it in the commit that makes it
     */
    static double run(Ledger ledger, int callers, boolean queued, Duration warmUp, Duration time)
            throws InterruptedException {
        return new LedgerLoad(ledger).runs(callers, queued, warmUp, time);
    }

    private double runs(int callers, boolean queued, Duration warmUp, Duration time) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(() -> {
                    while (!over) {
                        one(queued);
                    }
                }));
            }
            Thread claims = Thread.ofPlatform().start(() -> claim(queued));
            warmUp(warmUp);
            long before = finished.sum();
            long begun = System.nanoTime();
            Thread.sleep(time);
            double speed = (finished.sum() - before) * 1e9 / (System.nanoTime() - begun);
            over = true;
            for (Future<?> each : all) {
                each.get();
            }
            claims.join();
            return speed;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ledger refused a run: " + e.getCause(), e);
        } finally {
            over = true;
            ledger.disconnect(session.id());
        }
    }

    /** So long, and longer where little was done in that time: compilers have to see some. */
    private void warmUp(Duration time) throws InterruptedException {
        long begun = System.nanoTime();
        long least = time.toNanos();
        long done = 0;
        do {
            Thread.sleep(Duration.ofMillis(20));
            done = System.nanoTime() - begun;
        } while (done < least || finished.sum() < time.toMillis() * WARM_RUNS_PER_MILLI && done < 8 * least);
    }

    @SuppressWarnings(
            "NullAway") // the submission says that it may be null, but deep within a type, where that is not seen
    private void one(boolean queued) {
        UUID run = RunIds.next(Instant.now(), ThreadLocalRandom.current());
        Submission wanted = new Submission(
                run,
                version.id(),
                "quick-otter",
                "{\"country\":\"Italy\"}",
                DataInterval.at(Instant.now()),
                null,
                List.of(),
                0,
                Cause.BY_HAND,
                "",
                "ada",
                null,
                null);
        Claimed claimed = queued ? queued(wanted) : held(wanted);
        Batch batch = new Batch(run, claimed.epoch(), claimed.after(), story());
        if (!(ledger.append(batch) instanceof Reply.Applied)) {
            throw new IllegalStateException("the ledger did not take what happened to run " + run);
        }
        finished.increment();
    }

    private Claimed held(Submission wanted) {
        if (!(ledger.submit(wanted, session.id()) instanceof Submitted.New)) {
            throw new IllegalStateException("the ledger did not take run " + wanted.id());
        }
        return new Claimed(wanted.id(), 1, 1, version.id());
    }

    private Claimed queued(Submission wanted) {
        CompletableFuture<Claimed> answer = new CompletableFuture<>();
        waiting.put(wanted.id(), answer);
        if (!(ledger.submit(wanted) instanceof Submitted.New)) {
            throw new IllegalStateException("the ledger did not take run " + wanted.id());
        }
        return answer.join();
    }

    private void claim(boolean queued) {
        try {
            while (queued && (!over || !waiting.isEmpty())) {
                long seen = ledger.queued();
                List<Claimed> claimed = ledger.claim(session.id(), MOST_CLAIMED);
                for (Claimed each : claimed) {
                    CompletableFuture<Claimed> answer = waiting.remove(each.run());
                    if (answer != null) {
                        answer.complete(each);
                    }
                }
                if (claimed.isEmpty()) {
                    long ignored = ledger.awaitQueued(seen, DOZE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.values().forEach(each -> each.cancel(false));
        }
    }

    private static List<Entry> story() {
        Instant now = Instant.now();
        TaskKey task = TaskKey.of(0);
        return List.of(
                new Entry.OfRun(new FlowEvent.Started(), now),
                Entry.of(task, TaskEvent.UpstreamsFinished.ALL_WELL, now),
                Entry.of(task, TaskEvent.Started.of(1), now),
                new Entry.OfTask(task, TaskEvent.Returned.of(1), now, "file:/results/0"),
                new Entry.OfRun(new FlowEvent.TasksFinished(new Upstreams(1, 0, 0, 0, 0)), now));
    }
}
