package dev.reeve.cluster;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;

/** How a process comes into a cluster, and finds out whether it did. */
final class Entrance {
    private static final int PROBE_MILLIS = 1_000;
    private static final int PAUSE_MILLIS = 200;

    private final List<Address> at;
    private final String cluster;
    private final Duration patience;

    Entrance(List<Address> at, String cluster, Duration patience) {
        this.at = List.copyOf(at);
        this.cluster = cluster;
        this.patience = patience;
    }

    /** Whether somebody answers. */
    boolean answers() {
        for (Address address : at) {
            if (address.answers(PROBE_MILLIS)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until somebody answers.
     *
     * @throws IllegalStateException if nobody does
     */
    void await() {
        long until = System.nanoTime() + patience.toNanos();
        while (!answers()) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException("nobody answers at " + words() + " since " + patience.toSeconds()
                        + " s. Start a worker there: reeve worker start --join " + words() + " --slots N.");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the cluster at " + words(), e);
            }
        }
    }

    private String words() {
        return String.join(",", at.stream().map(Address::toString).toList());
    }

    /**
     * The address of this machine by which the others reach it.
     *
     * @throws IllegalStateException if they are on other machines and there are no certificates
     */
    String localHost(boolean certified) {
        if (at.stream().allMatch(Address::isLoopback)) {
            return "127.0.0.1";
        }
        requireCertificates(certified, words());
        return at.getFirst().reachedFrom();
    }

    static void requireCertificates(boolean certified, String where) {
        if (!certified) {
            throw new IllegalStateException("a cluster at " + where + " can be reached from other machines, and whoever"
                    + " is part of it can run code on all of them: it needs certificates. Make some with: reeve cluster"
                    + " certs --out DIR --host HOST, and say where this host's are: --certs DIR/HOST.");
        }
    }

    /** The first address that is one of this machine, if there is one: a worker may be the first of a cluster there. */
    java.util.Optional<Address> own() {
        return at.stream().filter(Entrance::isOwn).findFirst();
    }

    private static boolean isOwn(Address address) {
        try {
            InetAddress found = InetAddress.getByName(address.host());
            return found.isLoopbackAddress() || NetworkInterface.getByInetAddress(found) != null;
        } catch (UnknownHostException | SocketException unknown) {
            return false;
        }
    }

    /**
     * Makes sure that this process is among others of its cluster: one that they refuse is alone, and so is one that
     * nobody answers.
     *
     * @throws IllegalStateException if it is not; says why
     */
    void requireMember(Ignite ignite) {
        ClusterNode here = ignite.cluster().localNode();
        boolean alone = true;
        for (ClusterNode other : ignite.cluster().nodes()) {
            if (!other.id().equals(here.id())) {
                alone = false;
                String strange = Roles.strange(other, cluster);
                if (strange != null) {
                    throw new IllegalStateException("what answers at " + words() + " is another cluster: " + strange
                            + ". Look at the address and at --cluster-name.");
                }
            }
        }
        if (alone) {
            throw new IllegalStateException("the cluster at " + words() + " did not take this process in. Its"
                    + " certificates are not signed by the same authority, or it has some and this process has none:"
                    + " look at --certs.");
        }
    }
}
