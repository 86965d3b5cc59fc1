package dev.reeve.server.stream;

import dev.reeve.server.ledger.Changes;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Snapshot;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks for what changed in the database when it is woken, and every second besides, and sends it to those who
 * watch: of each topic at most {@value #A_SECOND} times a second. Tells other servers, in one notification for all that was
 * committed since the last. Thread-safe.
 */
final class Pump implements AutoCloseable {
    static final int A_SECOND = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
    private static final long REST = TimeUnit.SECONDS.toNanos(1) / A_SECOND;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(20);

    private final Ledger ledger;
    private final Reading reading;
    private final Notices notices;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().name("reeve-stream").daemon().unstarted(this::run);
    private volatile boolean woken;
    private volatile boolean committed;
    private volatile boolean agents;
    private volatile boolean closed;

    // the thread's own
    private Snapshot seen;
    private long queuedBefore;
    private long logsLooked;
    private long looked;

    Pump(Ledger ledger, Reading reading, Notices notices) {
        this.ledger = ledger;
        this.reading = reading;
        this.notices = notices;
        this.seen = ledger.changes().now();
    }

    void start() {
        thread.start();
    }

    /** Something was committed here. Takes no time. */
    void committed() {
        committed = true;
        wake();
    }

    /** Something was committed, perhaps. */
    void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    /** Agents came or went. */
    void agentsChanged() {
        agents = true;
        wake();
    }

    /** Watches from now on; {@code position} was read before. */
    void join(Topic topic, long position, Outbox watcher) {
        channels.compute(key(topic), (key, there) -> {
            Channel channel = there == null ? new Channel(topic, position) : there;
            channel.join(watcher);
            return channel;
        });
    }

    void leave(Topic topic, Outbox watcher) {
        channels.computeIfPresent(key(topic), (key, channel) -> channel.leave(watcher) ? channel : null);
    }

    private static String key(Topic topic) {
        return topic instanceof Topic.Runs runs ? runsOf(runs.project()) : topic.text();
    }

    private static String runsOf(int project) {
        return "runs:" + project;
    }

    private static String run(UUID id) {
        return "run:" + id;
    }

    private void run() {
        while (!closed) {
            try {
                pass();
                rest();
            } catch (RuntimeException e) { // a database that is away for a while; what was not seen is seen then
                LOG.debug("Changes cannot be read now and are read later", e);
                LockSupport.parkNanos(LONGEST / 2);
            }
        }
    }

    private void rest() {
        long begun = System.nanoTime();
        while (!closed && System.nanoTime() - begun < SHORTEST) { // whoever wakes it meanwhile does not cut that short
            LockSupport.parkNanos(begun + SHORTEST - System.nanoTime());
        }
        boolean waiting = channels.values().stream().anyMatch(Channel::dirty);
        long end = System.nanoTime() + (waiting ? SHORTEST : LONGEST);
        while (!woken && !closed && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private void pass() {
        boolean called = woken;
        woken = false;
        tell();
        long now = System.nanoTime();
        if (!channels.isEmpty() || now - looked >= LONGEST) { // who comes later is told of all since then
            looked = now;
            look();
        }
        if (called || now - logsLooked >= LONGEST) { // lines of logs are no changes of runs
            logsLooked = now;
            touchAll(Topic.Logs.class);
        }
        if (agents) {
            agents = false;
            touchAll(Topic.Agents.class);
        }
        for (Channel channel : channels.values()) {
            if (channel.dirty() && channel.rested(now, REST)) {
                channel.flush(reading, seen, now);
            }
        }
    }

    private void tell() {
        if (committed) {
            committed = false;
            long queued = ledger.queuedHere();
            notices.send(queued != queuedBefore);
            queuedBefore = queued;
        }
    }

    private void look() {
        Changes.Seen next = ledger.changes().since(seen);
        if (next.snapshot().position() < seen.position()) {
            LOG.warn("The database is an older one than before; all who watch are told to fetch anew");
            channels.values().forEach(channel -> channel.touch(java.util.Set.of()));
        }
        seen = next.snapshot();
        for (Changes.Change change : next.changes()) {
            Channel all = channels.get(runsOf(change.project()));
            if (all != null) {
                all.touch(change.runs());
            }
            for (UUID id : change.runs()) {
                Channel one = channels.get(run(id));
                if (one != null) {
                    one.touch();
                }
            }
            if (change.runs().isEmpty()) {
                touchAll(Topic.Run.class);
            }
        }
    }

    private void touchAll(Class<? extends Topic> kind) {
        for (Channel channel : channels.values()) {
            if (kind.isInstance(channel.topic)) {
                channel.touch();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
