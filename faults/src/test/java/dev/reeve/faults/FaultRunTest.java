package dev.reeve.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short one, with real processes; longer ones: {@code benchmarks/run faults}. */
@Timeout(900)
final class FaultRunTest {
    private static final long SEED = 236;

    @Test
    void nothingIsLostOrDoneTwiceWhenServersAgentsRunnersAndTheDatabaseAreKilled() throws Exception {
        // not a @TempDir: PostgreSQL runs under another account where the tests run as root, and has to find the way in
        Path directory = Files.createTempDirectory("reeve-faults-");
        List<String> said = new ArrayList<>();
        FaultOptions options =
                new FaultOptions(60, 6, SEED, 2, 2, 8, Duration.ofSeconds(4), Duration.ofMinutes(5), directory);
        FaultReport report = FaultRun.of(options, said::add);
        assertThat(report.wrong())
                .as("%s%n%s, files in %s", said, report.table(), directory)
                .isEmpty();
        assertThat(report.figures()).containsEntry("runs that ended Success", "60");
        remove(directory);
    }

    @Test
    void theShortOneKillsAServerAnAgentARunnerAndTheDatabase() {
        assertThat(FaultPlan.of(SEED, 6, 60).strikes())
                .extracting(FaultPlan.Strike::fault)
                .contains(Fault.KILL_SERVER, Fault.KILL_AGENT, Fault.KILL_RUNNER, Fault.KILL_DATABASE);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
