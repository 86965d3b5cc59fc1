package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let into a cluster with certificates, and who is not. */
final class CertificatesTest {
    @TempDir
    Path directory;

    static long process() {
        return ProcessHandle.current().pid();
    }

    @Test
    @Timeout(300) // a refused process tries for a while
    void onlyThoseOfTheSameAuthorityAreLetIn() throws Exception {
        List<Path> made = ClusterCerts.make(directory.resolve("ours"), List.of("127.0.0.1", "driver.example"));
        Path ours = made.getFirst();
        Path driver = made.getLast();
        Path foreign = ClusterCerts.make(directory.resolve("foreign"), List.of("127.0.0.1"))
                .getFirst();
        try (TestWorkers workers = new TestWorkers()) {
            Process worker = workers.start("--certs", ours.toString());
            try (Cluster cluster = workers.cluster().certificates(driver)) {
                FlowRun run = Flow.define("certified", f -> f.task(CertificatesTest::process))
                        .run(RunOptions.DEFAULT.executor(cluster));
                assertThat(run.task("process").value()).isEqualTo(worker.pid());
            }
            Process refused = workers.launch("--certs", foreign.toString());
            Path said = workers.log();
            Process plain = workers.launch();
            TestWorkers.await("they end", () -> !refused.isAlive() && !plain.isAlive());
            assertThat(TestWorkers.read(said))
                    .contains("not signed by the same authority")
                    .contains("--certs");
            assertThat(refused.exitValue()).isEqualTo(1);
            assertThat(TestWorkers.read(workers.log())).contains("reeve: ").contains("--certs");
            assertThat(plain.exitValue()).isEqualTo(1);
            assertThat(worker.isAlive()).isTrue();
        }
    }

    @Test
    void certificatesAreNotOverwritten() throws Exception {
        ClusterCerts.make(directory, List.of("node1"));
        assertThat(Files.list(directory.resolve("node1"))
                        .map(file -> file.getFileName().toString()))
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
