package dev.reeve.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.spi.discovery.tcp.internal.TcpDiscoveryNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that a worker is in a part of its cluster that was cut off, once the other part answers again: somebody listens
 * where a process of its cluster was, and is none of its own for long. The part with the first address is the one that
 * stays.
 */
final class Reunion implements Runnable {
    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final int PROBE_MILLIS = 1_000;
    /** A process that starts listens for so long before it is part of the cluster. */
    private static final Duration JOINING = Duration.ofSeconds(8);

    private final Supplier<@Nullable Ignite> grid;
    private final List<Address> before;
    private final long patience;
    private final Consumer<Address> again;
    /** Where processes of this cluster were seen: whoever is reached by other ways, as through a gate, is not known. */
    private final Set<Address> seen = new HashSet<>();
    /** Since when others listen there. */
    private final Map<Address, Long> strange = new HashMap<>();

    /** {@code again} leaves the part and joins the other. */
    Reunion(Supplier<@Nullable Ignite> grid, List<Address> before, Duration silence, Consumer<Address> again) {
        this.grid = grid;
        this.before = before;
        this.patience = silence.plus(JOINING).toNanos();
        this.again = again;
    }

    /** Who is there is of this cluster. */
    void begin(Ignite here) {
        before.forEach(address -> isElsewhere(here, address));
    }

    @Override
    public void run() {
        while (!before.isEmpty()) {
            Ignite here = grid.get();
            if (here == null) { // closed
                return;
            }
            try {
                before.stream()
                        .filter(address -> isElsewhere(here, address))
                        .findFirst()
                        .ifPresent(address -> {
                            strange.clear();
                            again.accept(address);
                        });
            } catch (IllegalStateException stopped) {
                strange.clear(); // it may just be closed
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isElsewhere(Ignite here, Address address) {
        if (here.cluster().nodes().stream().anyMatch(node -> isAt(node, address))) {
            seen.add(address);
            strange.remove(address);
            return false;
        }
        if (!seen.contains(address) || !address.answers(PROBE_MILLIS)) {
            strange.remove(address);
            return false;
        }
        long now = System.nanoTime();
        return now - strange.computeIfAbsent(address, first -> now) > patience;
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
