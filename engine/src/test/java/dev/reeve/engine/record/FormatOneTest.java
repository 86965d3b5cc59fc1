package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.run.Journal;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Records of format 1, as they were written by the version that made it, are read by every later one. They are files,
 * not made anew; {@link #main} wrote them.
 */
final class FormatOneTest {
    private static RecordedRun read() throws IOException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(FormatOneTest.class.getResource("/records/format-1"))
                .toURI());
        return Records.in(directory).read(Written.ID).orElseThrow();
    }

    /** Two epochs of one run, the second one cut off in the middle of a frame. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Recorder recorder = new Recorder(Records.in(directory), Written.AT_ONCE);
        Journal first = recorder.begin(Written.opening(1), Written.graph());
        Written.story(first);
        first.rest(true);
        TakenRecord taken = recorder.take(Written.ID).orElseThrow();
        Journal second = taken.goOn(Written.opening(2), Written.graph(), Written.NO_PLAN);
        second.changed(-1, -1, State.Pending.NOW, State.Running.FIRST, Written.BEGAN.plusSeconds(100));
        second.changed(2, -1, State.Running.FIRST, new State.Crashed("lost", 1), Written.BEGAN.plusSeconds(100));
        second.changed(2, -1, new State.Crashed("lost", 1), State.Pending.NOW, Written.BEGAN.plusSeconds(100));
        second.publish();
        second.changed(2, -1, State.Pending.NOW, State.Success.PLAIN, Written.BEGAN.plusSeconds(101));
        second.publish();
        second.rest(true);
        Path file = directory.resolve(RunFiles.name(Written.ID));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        Files.delete(directory.resolve(".lock"));
    }

    @Test
    void itsOpeningsAreRead() throws Exception {
        RecordedRun run = read();
        assertThat(run.openings()).containsExactly(Written.opening(1), Written.opening(2));
        assertThat(run.interrupted()).isTrue();
        assertThat(run.notes()).singleElement().asString().contains("damaged").contains("byte");
    }

    @Test
    void itsStructureIsRead() throws Exception {
        Structure structure = read().structure();
        assertThat(structure.flow()).isEqualTo("wörk");
        assertThat(structure.nodes()).extracting(Structure.Node::name).containsExactly("one", "many", "last");
        assertThat(structure.nodes())
                .extracting(Structure.Node::code)
                .containsExactly("version 1", "version 1", "version 2");
        assertThat(structure.node("last").orElseThrow().inputs()).containsExactly("task one");
        assertThat(structure.node("last").orElseThrow().upstreams()).hasSize(2);
    }

    @Test
    void whatHappenedToItsTasksIsRead() throws Exception {
        RecordedRun run = read();
        RecordedTask one = run.task("one").orElseThrow();
        assertThat(one.history(-1).stream().map(RunView.Entry::state).map(State::name))
                .containsExactly("Pending", "Queued", "Running", "Success");
        assertThat(one.stored(-1)).contains(new Stored("runs/r/one/1", "0123456789abcdef".repeat(4)));
        RecordedTask many = run.task("many").orElseThrow();
        assertThat(many.width()).isEqualTo(2);
        assertThat(many.history(1).getLast())
                .isEqualTo(new RunView.Entry(State.Success.PLAIN, Written.BEGAN.plusSeconds(5)));
        assertThat(many.artifacts(1))
                .containsExactly(
                        new TaskArtifact("many", 1, 1, Written.BEGAN.plusSeconds(4), Artifact.markdown("note", "# 1")));
        assertThat(many.runs(0)).containsExactly("sub.0");
        RecordedTask last = run.task("last").orElseThrow();
        assertThat(last.history(-1).stream().map(RunView.Entry::state).map(State::name))
                .containsExactly("Pending", "Running", "Crashed", "Pending");
        assertThat(last.answers(-1)).containsExactly(new RecordedAnswer("ann", "{\"go\":true}"));
        assertThat(run.began()).isEqualTo(Written.BEGAN);
        assertThat(Duration.between(run.began(), run.history().getLast().at())).isEqualTo(Duration.ofSeconds(100));
        assertThat(List.copyOf(run.tasks())).hasSize(3);
    }

    @Test
    void aRecordOfALaterFormatIsRefusedAndSaysWhy() throws IOException {
        HeapRecords disk = Written.whole();
        byte[] bytes = disk.bytes(RunFiles.name(Written.ID));
        bytes[11] = 9;
        disk.put(RunFiles.name(Written.ID), bytes);
        assertThat(new Records(disk).summaryOf(Written.ID).orElseThrow().problem())
                .contains("format 9", "reads up to 1", "use the version that wrote it");
    }
}
