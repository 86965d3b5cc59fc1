package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let into a cluster with certificates, and who is not. */
final class CertificatesTest {
    @TempDir
    Path directory;

    static long process() {
        return ProcessHandle.current().pid();
    }

    @Test
    void onlyThoseOfTheSameAuthorityAreLetIn() throws Exception {
        Path ours = ClusterCerts.make(directory.resolve("ours"), List.of("127.0.0.1"))
                .getFirst();
        Path driver = ClusterCerts.make(directory.resolve("ours"), List.of("driver.example"))
                .getFirst();
        Path foreign = ClusterCerts.make(directory.resolve("foreign"), List.of("127.0.0.1"))
                .getFirst();
        try (TestWorkers workers = new TestWorkers()) {
            Process worker = workers.start("--certs", ours.toString());
            try (Cluster cluster = workers.cluster().certificates(driver)) {
                FlowRun run = Flow.define("certified", f -> f.task(CertificatesTest::process))
                        .run(RunOptions.DEFAULT.executor(cluster));
                assertThat(run.task("process").value()).isEqualTo(worker.pid());
            }
            for (String[] certs : List.of(new String[] {"--certs", foreign.toString()}, new String[0])) {
                Process refused = workers.launch(certs);
                TestWorkers.await("it ends", () -> !refused.isAlive());
                assertThat(TestWorkers.read(workers.log())).contains("reeve: ").contains("certificates");
                assertThat(refused.exitValue()).isEqualTo(1);
            }
            try (Cluster cluster = workers.cluster().certificates(foreign).patience(Duration.ofSeconds(2))) {
                assertThatThrownBy(cluster::workers)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("certificates");
            }
            assertThat(worker.isAlive()).isTrue();
        }
    }

    @Test
    void certificatesAreNotOverwritten() throws Exception {
        ClusterCerts.make(directory, List.of("node1"));
        assertThat(Files.list(directory.resolve("node1")).map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder(Certificates.NODE, Certificates.TRUST);
        assertThatThrownBy(() -> ClusterCerts.make(directory, List.of("node1")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> ClusterCerts.make(directory, List.of("../node")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no name or address of a host");
        assertThatThrownBy(() -> Certificates.in(directory.resolve("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reeve cluster certs");
    }
}
