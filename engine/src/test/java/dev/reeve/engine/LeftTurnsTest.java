package dev.reeve.engine;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a loop that failed left in the store goes with the record of its run. */
final class LeftTurnsTest {
    @TempDir
    Path directory;

    static Loop<Integer, Integer> count(int turn) {
        if (turn == 3) {
            throw new IllegalStateException("broken");
        }
        return Loop.again(turn + 1);
    }

    private List<Path> turns() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("results"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("turn"))
                    .toList();
        }
    }

    @Test
    void theTurnsOfAllEpochsGoWhenTheRecordDoes() throws IOException {
        Flow flow = Flow.define(
                "loop",
                f -> f.loop(LeftTurnsTest::count, value(0)).named("my loop").version("1"));
        RunOptions options = RunOptions.DEFAULT
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")));
        FlowRun run = flow.run(options);
        assertThat(run.state().name()).isEqualTo("Failed");
        assertThat(turns()).hasSize(1);
        Records records = Records.in(directory.resolve("runs"));
        Retention retention = new Retention(records, new ForgottenResults());
        assertThat(retention.apply(1, Duration.ofDays(30), Instant.now())).isZero();
        assertThat(turns()).hasSize(1);
        assertThat(retention.apply(0, Duration.ofDays(30), Instant.now())).isEqualTo(1);
        assertThat(turns()).isEmpty();
    }
}
