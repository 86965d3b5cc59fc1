package dev.reeve.cluster;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.DeploymentMode;
import org.apache.ignite.configuration.ExecutorConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.events.EventType;
import org.apache.ignite.failure.FailureHandler;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.jspecify.annotations.Nullable;

/** This process's node of the grid under a cluster. */
final class GridNode implements AutoCloseable {
    /** How names of nodes begin. */
    static final String NAME = "reeve-";

    /** What serves other processes with results that are held here, whatever functions are called. */
    static final String FETCHES = "reeve";

    /** What calls functions: a thread for each slot. */
    static final String CALLS = "reeve-calls";

    /** For what processes tell each other, which has to be heard also while all slots are taken. */
    private static final int MESSAGES = 2;

    /**
     * After so long a connection that nobody uses is closed; and what is kept of connections to nodes that are gone goes only when
     * that long none of them broke off, about 35 KB for each driver that was there. Made anew when it is needed.
     */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** How long others may take to let this process in. */
    private static final Duration JOINING = Duration.ofSeconds(20);

    private static final int PORTS = 100;
    private static final long REGION = 16L << 20;

    private final Ignite ignite;
    private final WorkDirectory work;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GridNode(Ignite ignite, WorkDirectory work) {
        this.ignite = ignite;
        this.work = work;
    }

    /**
     * How a node is made.
     *
     * @param host the local address
     * @param port where it listens for others
     * @param exact whether that port has to be free; else one of the next is taken
     * @param slots how many functions it calls at once; 1 for a process that calls none
     * @param silence a node that is silent for so long counts as lost
     */
    record Plan(
            Map<String, Object> attributes,
            List<Address> join,
            String host,
            int port,
            boolean exact,
            int slots,
            Duration silence,
            FailureHandler onFailure,
            @Nullable Certificates certificates) {}

    /** Starts a node, which is part of a cluster or the first of one when this returns. */
    static GridNode start(Plan plan) {
        JvmFlags.require();
        quiet();
        WorkDirectory work = WorkDirectory.make();
        try {
            return new GridNode(started(configuration(plan, work.path())), work);
        } catch (RuntimeException | Error failed) {
            work.close();
            throw failed;
        }
    }

    /** A node that could not be started, or not become part of its cluster. */
    static final class NotStartedException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        NotStartedException(Throwable cause) {
            super("this process could not become part of the cluster: " + words(cause) + hint(cause), cause);
        }

        private static String hint(Throwable thrown) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                    return ". The certificates here are not signed by the same authority as those there: look at --certs.";
                }
            }
            return "";
        }
    }

    /** What is behind an exception of the grid's, on one line. */
    static String words(@Nullable Throwable thrown) {
        Throwable cause = thrown == null ? new IllegalStateException("no reason is known") : thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage())
                .lines()
                .findFirst()
                .orElse("");
    }

    /** On a daemon thread, whose kind its threads inherit: a program that forgets to close a cluster ends all the same. */
    private static Ignite started(IgniteConfiguration configuration) {
        CompletableFuture<Ignite> made = new CompletableFuture<>();
        Thread starting = new Thread(
                () -> {
                    try {
                        made.complete(Ignition.start(configuration));
                    } catch (Throwable failed) {
                        made.completeExceptionally(failed);
                    }
                },
                "reeve-cluster-start");
        starting.setDaemon(true);
        starting.start();
        try {
            return made.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the cluster was joined", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new NotStartedException(e.getCause() == null ? e : e.getCause());
        }
    }

    private static void quiet() {
        for (String off :
                List.of("IGNITE_NO_ASCII", "IGNITE_PERFORMANCE_SUGGESTIONS_DISABLED", "IGNITE_NO_SHUTDOWN_HOOK")) {
            if (System.getProperty(off) == null) {
                System.setProperty(off, "true");
            }
        }
        if (System.getProperty("IGNITE_UPDATE_NOTIFIER") == null) {
            System.setProperty("IGNITE_UPDATE_NOTIFIER", "false");
        }
    }

    @SuppressWarnings("deprecation") // of the modes, only the private one keeps versions of a class apart
    private static IgniteConfiguration configuration(Plan plan, Path work) {
        Discovery discovery = new Discovery();
        TcpDiscoveryVmIpFinder finder = new TcpDiscoveryVmIpFinder();
        finder.setAddresses(plan.join().stream().map(Address::toString).toList());
        discovery.setIpFinder(finder);
        discovery.setJoinTimeout(JOINING.toMillis());
        discovery.setLocalAddress(plan.host());
        discovery.setLocalPort(plan.port());
        discovery.setLocalPortRange(plan.exact() ? 0 : PORTS);
        TcpCommunicationSpi communication = new TcpCommunicationSpi();
        communication.setLocalAddress(plan.host());
        communication.setIdleConnectionTimeout(IDLE.toMillis());
        IgniteConfiguration configuration = new IgniteConfiguration();
        configuration.setIgniteInstanceName(NAME + UUID.randomUUID());
        configuration.setUserAttributes(plan.attributes());
        configuration.setLocalHost(plan.host());
        configuration.setDiscoverySpi(discovery);
        configuration.setCommunicationSpi(communication);
        configuration.setPeerClassLoadingEnabled(true);
        configuration.setDeploymentMode(DeploymentMode.PRIVATE);
        configuration.setFailureDetectionTimeout(plan.silence().toMillis());
        configuration.setFailureHandler(plan.onFailure());
        configuration.setConnectorConfiguration(null);
        configuration.setClientConnectorConfiguration(null);
        configuration.setPublicThreadPoolSize(MESSAGES);
        configuration.setExecutorConfiguration(
                new ExecutorConfiguration(FETCHES).setSize(4), new ExecutorConfiguration(CALLS).setSize(plan.slots()));
        configuration
                .setIncludeProperties(); // the environment of a process may have secrets, and is kept by all others
        configuration.setMetricsLogFrequency(0);
        configuration.setGridLogger(new IgniteLog());
        configuration.setWorkDirectory(work.toString());
        configuration.setIncludeEventTypes(
                EventType.EVT_NODE_JOINED,
                EventType.EVT_NODE_LEFT,
                EventType.EVT_NODE_FAILED,
                EventType.EVT_NODE_SEGMENTED);
        configuration.setDataStorageConfiguration(new DataStorageConfiguration()
                .setDefaultDataRegionConfiguration(
                        new DataRegionConfiguration().setInitialSize(REGION).setMaxSize(4 * REGION)));
        if (plan.certificates() != null) {
            configuration.setSslContextFactory(plan.certificates().factory());
        }
        return configuration;
    }

    /** Its directory for temporary files. */
    Path work() {
        return work.path();
    }

    Ignite ignite() {
        return ignite;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Ignition.stop(ignite.name(), true);
            work.close();
        }
    }
}
