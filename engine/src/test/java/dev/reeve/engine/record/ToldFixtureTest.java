package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.ResumePlan;
import dev.reeve.engine.run.Journal;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A record of format 1 with the frames that were added to it, stack traces and plans. It is a file, not made anew; {@link
 * #main} wrote it.
 */
final class ToldFixtureTest {
    private static final State FAILED = new State.Failed(new Failure("java.io.IOException", "no route", null), 1);

    private static RecordedRun read() throws IOException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(ToldFixtureTest.class.getResource("/records/format-1-told"))
                .toURI());
        return Records.in(directory).read(Written.ID).orElseThrow();
    }

    /** Two epochs of one run, in the first of which a task failed. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Recorder recorder = new Recorder(Records.in(directory), Written.AT_ONCE);
        Journal first = recorder.begin(Written.opening(1), Written.graph());
        Written.story(first);
        first.failed(2, -1, 1, "java.io.IOException: no route\n\tat a.B.c(B.java:7)\n");
        first.changed(2, -1, State.Running.FIRST, FAILED, Written.BEGAN.plusSeconds(8));
        first.publish();
        first.rest(true);
        ResumePlan plan = new ResumePlan(
                Written.ID,
                2,
                List.of(
                        new ResumePlan.Item("one", -1, ResumePlan.Fate.REUSED, "it ended Success"),
                        new ResumePlan.Item("many", -1, ResumePlan.Fate.PARTLY_REUSED, "none of 2"),
                        new ResumePlan.Item("many", 0, ResumePlan.Fate.AGAIN, "its code changed"),
                        new ResumePlan.Item("many", 1, ResumePlan.Fate.AGAIN, "its code changed"),
                        new ResumePlan.Item("last", -1, ResumePlan.Fate.AGAIN, "it ended Failed")));
        Journal second = recorder.take(Written.ID).orElseThrow().goOn(Written.opening(2), Written.graph(), () -> plan);
        second.changed(2, -1, FAILED, State.Pending.NOW, Written.BEGAN.plusSeconds(100));
        second.publish();
        second.rest(true);
        Files.delete(directory.resolve(".lock"));
    }

    @Test
    void itsStackTraceIsRead() throws Exception {
        RecordedTask last = read().task("last").orElseThrow();
        assertThat(last.traces(-1))
                .containsExactly(new RecordedTrace(1, 1, "java.io.IOException: no route\n\tat a.B.c(B.java:7)\n"));
        assertThat(last.trace(-1)).isEmpty(); // it was reopened since
    }

    @Test
    void itsPlanIsRead() throws Exception {
        RecordedRun run = read();
        assertThat(run.planned()).isTrue();
        assertThat(run.notes()).isEmpty();
        assertThat(run.task("one").orElseThrow().planned(-1)).isEmpty();
        assertThat(run.task("last").orElseThrow().planned(-1))
                .containsExactly(new RecordedReason(2, -1, 1, ResumePlan.Fate.AGAIN, "it ended Failed"));
        assertThat(run.task("many").orElseThrow().planned(1))
                .containsExactly(new RecordedReason(2, 0, 2, ResumePlan.Fate.AGAIN, "its code changed"));
        assertThat(run.task("many").orElseThrow().planned(-1))
                .extracting(RecordedReason::fate)
                .containsExactly(ResumePlan.Fate.PARTLY_REUSED);
    }
}
