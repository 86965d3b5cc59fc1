package dev.reeve.cluster;

import dev.reeve.spi.RemoteCalls;
import dev.reeve.spi.TaskExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.ignite.failure.StopNodeFailureHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the functions of tasks on the workers of a cluster: {@code RunOptions.defaults().executor(Cluster.at("node1"))}. The
 * flow and its classes are in this process only and reach the workers by themselves. The cluster is joined when the first
 * run begins; closing leaves it. Thread-safe; one serves many runs at once.
 *
 * <p>The JVM has to be started with {@link JvmFlags#all()}. Off the loopback address, certificates are required.
 */
public final class Cluster implements TaskExecutor {
    /** The cluster that processes are part of if they do not say. */
    public static final String DEFAULT_NAME = "reeve";

    /** Attempts that this process waits for at once; how many go on, the workers' slots say. */
    private static final int MOST = 4096;

    private static final int FIRST_PORT = 47_600;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Between two tries to join again. */
    private static final Duration AGAIN = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final Joining joining;
    private final ThreadFactory threads =
            Thread.ofVirtual().name("reeve-cluster-", 1).factory();
    private final Placement placement = new Placement();
    private final Caller caller;
    private final AtomicBoolean joinsAgain = new AtomicBoolean();
    private @Nullable Driver driver;
    private @Nullable Abandonment abandonment;
    private boolean closed;

    /** Immutable. */
    private record Joining(
            List<Address> at,
            String name,
            @Nullable Path certificates,
            Duration silence,
            Duration patience,
            Caller.Limits limits) {}

    private Cluster(Joining joining) {
        this.joining = joining;
        this.caller = new Caller(this::driver, this::member, placement, joining.limits);
    }

    /**
     * The cluster whose workers are there.
     *
     * @param addresses {@code HOST} or {@code HOST:PORT} of one of its workers, or of several with commas between them
     * @throws IllegalArgumentException if they are none
     */
    public static Cluster at(String addresses) {
        return new Cluster(new Joining(
                Address.parseAll(addresses),
                DEFAULT_NAME,
                null,
                WorkerOptions.SILENCE,
                PATIENCE,
                new Caller.Limits(Sizes.SMALL, Sizes.MOST)));
    }

    /** The same with that name; {@value #DEFAULT_NAME} if not said. */
    public Cluster named(String name) {
        Joining j = joining;
        return new Cluster(new Joining(j.at, name, j.certificates, j.silence, j.patience, j.limits));
    }

    /** The same with this process's certificate, in a directory that {@code reeve cluster certs} made. */
    public Cluster certificates(Path directory) {
        Joining j = joining;
        return new Cluster(new Joining(j.at, j.name, directory, j.silence, j.patience, j.limits));
    }

    /**
     * The same, where a process that is silent for so long counts as lost; 5 seconds if not said. Has to be the same in all
     * processes of the cluster.
     */
    public Cluster silence(Duration silence) {
        Joining j = joining;
        return new Cluster(new Joining(j.at, j.name, j.certificates, silence, j.patience, j.limits));
    }

    /** The same, waiting for so long for somebody to answer; 15 seconds if not said. */
    public Cluster patience(Duration patience) {
        Joining j = joining;
        return new Cluster(new Joining(j.at, j.name, j.certificates, j.silence, patience, j.limits));
    }

    /**
     * The same, where what goes at once between this process and a worker has at most so many bytes: what a function is
     * given, what it returns if that does not stay there, and what stayed there and is read here; 64 MB if not said. An
     * attempt with more fails.
     *
     * @throws IllegalArgumentException if that is below 1 or more than an array has
     */
    public Cluster largest(long bytes) {
        if (bytes < 1 || bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(bytes + " bytes; use 1 to " + Integer.MAX_VALUE);
        }
        return limits(new Caller.Limits(joining.limits.small(), bytes));
    }

    /**
     * The same, where a result of a task with more bytes stays with the worker that made it, and goes from there to where
     * it is read; 1 MB if not said. A result that is stored rides back, however large.
     *
     * @throws IllegalArgumentException if that is below 0
     */
    public Cluster small(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(bytes + " bytes; use 0 or more");
        }
        return limits(new Caller.Limits(bytes, joining.limits.most()));
    }

    private Cluster limits(Caller.Limits limits) {
        Joining j = joining;
        return new Cluster(new Joining(j.at, j.name, j.certificates, j.silence, j.patience, limits));
    }

    @Override
    public int slots() {
        return MOST;
    }

    @Override
    public boolean inCallersThread() {
        return false;
    }

    @Override
    public void startWorker(Runnable worker) {
        threads.newThread(worker).start();
    }

    @Override
    public RemoteCalls remote() {
        return new ClusterCalls(this::driver, placement, caller);
    }

    @Override
    public String describe() {
        return "cluster at "
                + String.join(",", joining.at.stream().map(Address::toString).toList());
    }

    /** The workers that are there, for people; joins the cluster if need be. */
    public List<String> workers() {
        driver();
        return placement.workers().stream().map(WorkerNode::words).toList();
    }

    private synchronized Driver driver() {
        if (closed) {
            throw new IllegalStateException("the " + describe() + " was left. Make another one: Cluster.at(..).");
        }
        Driver there = driver;
        if (there == null) {
            there = joined();
            driver = there;
            there.begin();
            abandonment = abandonment == null ? Abandonment.watch(this::close) : abandonment;
        }
        return there;
    }

    private Driver joined() {
        JvmFlags.require();
        Entrance entrance = new Entrance(joining.at, joining.name, joining.patience);
        String host = entrance.localHost(joining.certificates != null);
        entrance.await();
        GridNode node = GridNode.start(new GridNode.Plan(
                Roles.driver(joining.name),
                joining.at,
                host,
                FIRST_PORT,
                false,
                1,
                joining.silence,
                new StopNodeFailureHandler(),
                joining.certificates == null ? null : Certificates.in(joining.certificates)));
        try {
            entrance.requireMember(node.ignite());
            return new Driver(node, joining.name, placement, this::cutOff);
        } catch (RuntimeException refused) {
            node.close();
            throw refused;
        }
    }

    /**
     * This process is alone: it was silent for so long that the others went on without it, or took them for lost for the
     * same reason, or there are none. It joins again as soon as somebody is there; until then its tasks wait for a worker.
     */
    private void cutOff() {
        if (joinsAgain.compareAndSet(false, true)) {
            LOG.warn("no worker of the {} is to be heard any more: what was sent there is lost", describe());
            Thread.ofPlatform().daemon().name("reeve-cluster-again").start(this::joinAgain);
        }
    }

    private void joinAgain() {
        Driver old = member();
        placement.allLeft();
        if (old != null) {
            old.close();
        }
        while (member() == old && old != null) { // it was not left meanwhile
            try {
                Driver again = joined();
                joinsAgain.set(false); // before anybody can be cut off from that
                replace(old, again);
                LOG.info("the {} was joined again", describe());
            } catch (RuntimeException alone) {
                LOG.debug("the {} could not be joined again", describe(), alone);
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private synchronized @Nullable Driver member() {
        return driver;
    }

    private void replace(Driver old, Driver again) {
        synchronized (this) {
            if (driver != old) { // it was left meanwhile
                again.close();
                return;
            }
            driver = again;
        }
        again.begin();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (abandonment != null) {
            abandonment.forget();
        }
        placement.allLeft();
        if (driver != null) {
            driver.close();
            driver = null;
        }
    }
}
