package dev.reeve.cluster;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.ignite.Ignite;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's work for a cluster: calls functions that drivers send, with classes that they send. Whoever is let into
 * the cluster can run code here. Thread-safe.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long AGAIN_NANOS = 1_000_000_000;

    private final WorkerOptions options;
    private final WorkerEntry entry;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Null while it is not part of a cluster. */
    private volatile @Nullable GridNode node;

    private Worker(WorkerOptions options, WorkerEntry entry) {
        this.options = options;
        this.entry = entry;
    }

    private static void serve(Ignite ignite) {
        RunningCalls calls = RunningCalls.of(ignite);
        Holdings holdings = Holdings.of(ignite);
        KnownFunctions functions = KnownFunctions.of(ignite);
        ignite.message().localListen(Sent.ORDERS, (UUID from, byte[] sent) -> {
            ordered(calls, holdings, sent);
            return true;
        });
        ignite.events()
                .localListen(
                        event -> {
                            UUID gone = ((DiscoveryEvent) event).eventNode().id();
                            holdings.left(gone);
                            functions.left(gone);
                            calls.left(gone);
                            return true;
                        },
                        EventType.EVT_NODE_LEFT,
                        EventType.EVT_NODE_FAILED);
        calls.begin();
    }

    /**
     * Starts one. When this returns it is part of the cluster.
     *
     * @throws IllegalStateException if it cannot be: nobody answers, the others refuse it, a JVM flag or a certificate is
     *     missing; says which
     */
    public static Worker start(WorkerOptions options) {
        WorkerEntry entry = new WorkerEntry(options);
        Worker worker = new Worker(options, entry);
        GridNode node = entry.node();
        Reunion reunion = new Reunion(worker::ignite, entry.before(), options.silence(), worker::joinAgain);
        reunion.begin(node.ignite());
        worker.begin(node);
        LOG.info("worker {} has {} slots", options.name(), options.slots());
        Thread.ofPlatform().daemon().name("reeve-cluster-reunion").start(reunion);
        return worker;
    }

    private @Nullable Ignite ignite() {
        GridNode now = node;
        return now == null ? null : now.ignite();
    }

    private synchronized void begin(GridNode joined) {
        if (closed.getCount() == 0) {
            joined.close();
            return;
        }
        node = joined;
        serve(joined.ignite());
    }

    /** It is in a part that was cut off: what it calls at the moment is lost, and its drivers know. */
    private void joinAgain(Address where) {
        LOG.warn(
                "worker {} is cut off from its cluster, which answers at {} again: it leaves the part that it is in and"
                        + " joins that",
                options.name(),
                where);
        leave();
        while (closed.getCount() > 0) {
            try {
                begin(entry.node());
                LOG.info("worker {} is part of the cluster again", options.name());
                return;
            } catch (RuntimeException notYet) {
                LOG.warn("worker {} cannot join again yet: {}", options.name(), notYet.getMessage());
                LockSupport.parkNanos(AGAIN_NANOS);
            }
        }
    }

    private synchronized void leave() {
        GridNode before = node;
        node = null;
        if (before != null) {
            before.close();
        }
    }

    private static void ordered(RunningCalls calls, Holdings holdings, byte[] bytes) {
        try {
            Sent sent = Sent.of(bytes);
            switch (sent.what()) {
                case Report.Forget forget -> holdings.forget(sent.key());
                case Report.Stop stop -> calls.stop(sent.key());
                case Report.Answered answer -> {
                    RunningCall call = calls.ifAny(sent.key());
                    if (call != null) {
                        call.answer(answer);
                    }
                }
                default -> LOG.warn("a driver sent something that is no order: {}", sent.what());
            }
        } catch (IOException | ClassNotFoundException | RuntimeException unreadable) {
            LOG.warn("a driver sent something that cannot be read", unreadable);
        }
    }

    /** Its name for people. */
    public String name() {
        return options.name();
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        closed.await();
    }

    /** Leaves the cluster; what it calls at the moment is lost. */
    @Override
    public void close() {
        closed.countDown();
        leave();
    }
}
