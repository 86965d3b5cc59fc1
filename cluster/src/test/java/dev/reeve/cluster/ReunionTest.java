package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker whose part of the cluster was cut off. */
final class ReunionTest {
    private final TestWorkers workers = new TestWorkers();

    @AfterEach
    void stop() {
        workers.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void aWorkerThatWentOnAloneJoinsTheClusterThatAnswersAtAnAddressBeforeItsOwn() throws IOException {
        String second = "127.0.0.1:" + freePort();
        String both = workers.address() + "," + second;
        Process one = workers.startAt(both, "--slots", "1", "--listen", workers.address());
        Process two = workers.startAt(both, "--slots", "1", "--listen", second);
        TestWorkers.signal("KILL", one);
        Process other = workers.startAt(workers.address(), "--slots", "1"); // knows nothing of the second

        try (Cluster cluster = workers.cluster()) {
            TestWorkers.await("both are there", () -> cluster.workers().size() == 2);
            assertThat(cluster.workers())
                    .anyMatch(words -> words.contains("process " + two.pid() + " "))
                    .anyMatch(words -> words.contains("process " + other.pid() + " "));
        }
        assertThat(List.of(two, other)).allMatch(Process::isAlive);
    }
}
