package dev.reeve.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.spi.discovery.tcp.internal.TcpDiscoveryNode;
import org.jspecify.annotations.Nullable;

/** Looks once a second whether a worker is in a part of its cluster that was cut off, and then joins the other part. */
final class Reunion implements Runnable {
    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final int PROBE_MILLIS = 1_000;
    /** A process that starts listens for so long before it is part of the cluster. */
    private static final Duration JOINING = Duration.ofSeconds(8);

    private final Supplier<@Nullable Ignite> grid;
    private final OtherPart part;
    private final Consumer<Address> again;

    /** {@code again} leaves the part and joins the other, which has one of the addresses {@code before} the worker's own. */
    Reunion(Supplier<@Nullable Ignite> grid, List<Address> before, Duration silence, Consumer<Address> again) {
        this.grid = grid;
        this.part = new OtherPart(before, silence.plus(JOINING).toNanos());
        this.again = again;
    }

    /** Who is there is of this cluster. */
    void begin(Ignite here) {
        Address ignored = other(here);
    }

    @Override
    public void run() {
        for (Ignite here = grid.get(); here != null; here = grid.get()) { // null: closed
            try {
                Address other = other(here);
                if (other != null) {
                    part.joined();
                    again.accept(other);
                }
            } catch (IllegalStateException stopped) {
                part.joined(); // it may just be closed
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private @Nullable Address other(Ignite here) {
        return part.look(
                address -> here.cluster().nodes().stream().anyMatch(node -> isAt(node, address)),
                address -> address.answers(PROBE_MILLIS),
                System.nanoTime());
    }

    private static boolean isAt(ClusterNode node, Address address) {
        try {
            return node instanceof TcpDiscoveryNode known
                    && known.discoveryPort() == address.port()
                    && Arrays.stream(InetAddress.getAllByName(address.bareHost()))
                            .map(InetAddress::getHostAddress)
                            .anyMatch(known.addresses()::contains);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
