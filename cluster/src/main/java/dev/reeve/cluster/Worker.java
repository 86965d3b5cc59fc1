package dev.reeve.cluster;

import dev.reeve.engine.serial.JsonSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's work for a cluster: calls functions that drivers send, with classes that they send. Whoever is let into
 * the cluster can run code here. Thread-safe.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkerOptions options;
    private final GridNode node;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Worker(WorkerOptions options, GridNode node) {
        this.options = options;
        this.node = node;
        RunningCalls calls = RunningCalls.of(node.ignite());
        Holdings holdings = Holdings.of(node.ignite());
        node.ignite().message().localListen(Sent.ORDERS, (UUID from, byte[] sent) -> {
            ordered(calls, holdings, sent);
            return true;
        });
        node.ignite()
                .events()
                .localListen(
                        event -> {
                            holdings.left(((DiscoveryEvent) event).eventNode().id());
                            JsonSerializer.forgetClasses(); // they were the driver's
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
        List<Address> join = options.join().stream().map(Address::parse).toList();
        Entrance entrance = new Entrance(join, options.cluster(), options.patience());
        Certificates certificates = options.certificates() == null ? null : Certificates.in(options.certificates());
        Place place = Place.of(options, entrance, certificates != null);
        boolean first = !entrance.answers() && place.mayBeFirst();
        if (!first) {
            entrance.await();
        }
        GridNode node;
        try {
            node = GridNode.start(new GridNode.Plan(
                    Roles.worker(options, place.host()),
                    join,
                    place.host(),
                    place.port(),
                    first,
                    options.slots(),
                    options.silence(),
                    null,
                    certificates));
        } catch (GridNode.NotStartedException failed) {
            if (first && entrance.answers()) { // another worker was a moment sooner
                return start(options);
            }
            throw failed;
        }
        try {
            if (!first) {
                entrance.requireMember(node.ignite());
            }
            Worker worker = new Worker(options, node);
            LOG.info("worker {} has {} slots", options.name(), options.slots());
            return worker;
        } catch (RuntimeException refused) {
            node.close();
            throw refused;
        }
    }

    /** Where it listens, and whether it may be the first of its cluster there. */
    private record Place(String host, int port, boolean mayBeFirst) {
        static Place of(WorkerOptions options, Entrance entrance, boolean certified) {
            Optional<Address> own = entrance.own();
            if (!options.listen().isEmpty()) {
                Address given = Address.parse(options.listen());
                require(given, certified);
                return new Place(
                        given.host(), given.port(), own.filter(given::equals).isPresent());
            }
            if (own.isPresent()) {
                require(own.get(), certified);
                return new Place(
                        own.get().isLoopback() ? "127.0.0.1" : own.get().host(),
                        own.get().port(),
                        true);
            }
            return new Place(entrance.localHost(certified), Address.DEFAULT_PORT, false);
        }

        private static void require(Address listen, boolean certified) {
            if (!listen.isLoopback()) {
                Entrance.requireCertificates(certified, listen.toString());
            }
        }
    }

    private static void ordered(RunningCalls calls, Holdings holdings, byte[] bytes) {
        try {
            Sent sent = Sent.of(bytes);
            switch (sent.what()) {
                case Report.Forget forget -> holdings.forget(sent.key());
                case Report.Stop stop -> calls.of(sent.key()).stop();
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
        node.close();
        closed.countDown();
    }
}
