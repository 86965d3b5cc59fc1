package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resumed run shows of the epochs before it. */
final class ResumedForPeopleTest {
    @TempDir
    Path directory;

    static String note(String text) {
        TaskRun.current().artifact(Artifact.markdown("note", "# " + text));
        TaskRun.current().artifact(Artifact.markdown("note", "# " + text + ", again"));
        return text;
    }

    static String needs(String text, Path mark) {
        TaskRun.current().artifact(Artifact.markdown(Files.exists(mark) ? "there" : "missing", text));
        if (!Files.exists(mark)) {
            throw new IllegalStateException("not there");
        }
        return text;
    }

    private Flow flow() {
        return Flow.define("notes", f -> {
            Parameter<Path> mark = f.parameter("mark", directory.resolve("mark"));
            Output<String> note = f.task(ResumedForPeopleTest::note, f.parameter("text", "hello"));
            f.task(ResumedForPeopleTest::needs, note, mark);
        });
    }

    private RunOptions options() {
        return RunOptions.DEFAULT
                .recordsIn(directory.resolve("records"))
                .results(ResultStores.files(directory.resolve("results")))
                .checkpointing(true);
    }

    @Test
    void artifactsOfEarlierEpochsAreThereAndTheLastOfANameCounts() throws IOException {
        FlowRun first = flow().run(options());
        assertThat(first.artifacts()).extracting(kept -> kept.artifact().name()).containsExactly("note", "missing");
        Files.createFile(directory.resolve("mark"));
        FlowRun second = flow().resume(first.id(), options());
        assertThat(second.state().isSuccessful()).isTrue();
        assertThat(second.artifacts())
                .extracting(kept -> kept.artifact().name())
                .containsExactly("note", "missing", "there");
        assertThat(second.task("note").artifacts()).containsExactly(Artifact.markdown("note", "# hello, again"));
        RecordedRun record =
                Records.in(directory.resolve("records")).read(first.id()).orElseThrow();
        assertThat(record.task("note").orElseThrow().artifacts(-1))
                .extracting(TaskArtifact::artifact)
                .containsExactly(Artifact.markdown("note", "# hello, again"));
        assertThat(record.task("needs").orElseThrow().artifacts(-1)).hasSize(2);
    }

    @Test
    void theTimeBetweenTwoEpochsIsNobodysWork() throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        FlowRun first = flow().run(options().time(new Time() {
            @Override
            public long nanos() {
                return EventWriter.nanos(yesterday);
            }

            @Override
            public Alarm at(Instant when, Runnable action) {
                return () -> {};
            }
        }));
        Files.createFile(directory.resolve("mark"));
        FlowRun second = flow().resume(first.id(), options());
        assertThat(second.startedAt().orElseThrow()).isEqualTo(yesterday);
        assertThat(second.duration().orElseThrow()).isLessThan(Duration.ofHours(1));
        assertThat(second.task("needs").duration().orElseThrow()).isLessThan(Duration.ofHours(1));
    }
}
