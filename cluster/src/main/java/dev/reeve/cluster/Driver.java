package dev.reeve.cluster;

import dev.reeve.engine.spill.Scratch;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A driver's part of a cluster, from joining it to leaving it. Thread-safe. */
final class Driver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Driver.class);

    private final GridNode node;
    private final Placement placement;
    private final Map<String, LiveCall> calls = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final String cluster;
    private final Runnable cut;
    private final Scratch scratch;

    /** {@code cut} is called when this process is cut off from all workers; more than once, perhaps. */
    Driver(GridNode node, String cluster, Placement placement, Runnable cut) {
        this.node = node;
        this.cluster = cluster;
        this.placement = placement;
        this.cut = cut;
        this.scratch = new Scratch(node.work().resolve("calls"));
    }

    /** Tasks are placed on the workers that are there, and on those that come: by then they have to be sent by this one. */
    void begin() {
        Ignite ignite = node.ignite();
        ignite.events()
                .localListen(
                        event -> {
                            changed((DiscoveryEvent) event);
                            return true;
                        },
                        EventType.EVT_NODE_JOINED,
                        EventType.EVT_NODE_LEFT,
                        EventType.EVT_NODE_FAILED,
                        EventType.EVT_NODE_SEGMENTED);
        ignite.message().localListen(Sent.REPORTS, (UUID from, byte[] sent) -> {
            reported(sent);
            return true;
        });
        ignite.cluster().nodes().forEach(this::joined);
    }

    private void changed(DiscoveryEvent event) {
        switch (event.type()) {
            case EventType.EVT_NODE_JOINED -> joined(event.eventNode());
            case EventType.EVT_NODE_LEFT, EventType.EVT_NODE_FAILED -> left(event);
            case EventType.EVT_NODE_SEGMENTED -> cut.run();
            default -> {} // no other is listened to
        }
    }

    private void joined(ClusterNode other) {
        WorkerNode worker = WorkerNode.of(other);
        if (worker != null && Roles.strange(other, cluster) == null) {
            LOG.info("worker {} is there: {} slots", worker.words(), worker.slots());
            placement.joined(worker);
        }
    }

    private void left(DiscoveryEvent event) {
        WorkerNode worker = WorkerNode.of(event.eventNode());
        if (worker != null) {
            if (event.type() == EventType.EVT_NODE_LEFT) {
                LOG.info("worker {} left", worker.words());
            } else {
                LOG.warn("worker {} was lost", worker.words());
            }
            placement.left(worker.id());
            if (placement.workers().isEmpty()) { // this process may be the one that was silent
                cut.run();
            }
        }
    }

    private void reported(byte[] bytes) {
        try {
            Sent sent = Sent.of(bytes);
            LiveCall call = calls.get(sent.key());
            if (call != null && sent.what() instanceof Report report) {
                call.heard(report);
            }
        } catch (IOException | ClassNotFoundException | RuntimeException unreadable) {
            LOG.warn("a worker sent something that cannot be read", unreadable);
        }
    }

    Ignite ignite() {
        return node.ignite();
    }

    UUID id() {
        return node.ignite().cluster().localNode().id();
    }

    /** A key that no other call has, of this driver or another. */
    String newKey() {
        return id() + "/" + numbers.incrementAndGet();
    }

    void begin(LiveCall call) {
        calls.put(call.key(), call);
    }

    void end(LiveCall call) {
        call.drop();
        calls.remove(call.key());
    }

    /** What tells a worker what to do about a call. */
    Consumer<Report.Order> orders(UUID worker, String key) {
        return order -> {
            try {
                ignite().message(ignite().cluster().forNodeId(worker)).send(Sent.ORDERS, new Sent(key, order).bytes());
            } catch (IOException | IgniteException | IllegalStateException gone) {
                LOG.debug("a worker was not told {}", order, gone);
            }
        };
    }

    /** A worker need not hold a result any more. */
    void forget(Spot spot) {
        orders(spot.worker(), spot.key()).accept(new Report.Forget());
    }

    /** Files for what is kept of calls. */
    Scratch scratch() {
        return scratch;
    }

    @Nullable
    ClusterNode there(UUID worker) {
        return ignite().cluster().node(worker);
    }

    @Override
    public void close() {
        node.close();
        calls.clear();
    }
}
