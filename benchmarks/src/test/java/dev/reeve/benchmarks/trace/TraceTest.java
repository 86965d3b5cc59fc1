package dev.reeve.benchmarks.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
    @TempDir
    private Path folder;

    private static Trace.Step step(double seconds, Integer... parents) {
        return new Trace.Step(List.of(parents), seconds);
    }

    private static final Trace DIAMOND = new Trace("diamond", List.of(step(1), step(2, 0), step(5, 0), step(1, 1, 2)));

    @Test
    void theBoundIsTheCriticalPathOrTheWorkShared() {
        assertThat(DIAMOND.criticalSeconds()).isEqualTo(7);
        assertThat(DIAMOND.lowerBoundSeconds(1)).isEqualTo(9);
        assertThat(DIAMOND.lowerBoundSeconds(2)).isEqualTo(7);
        assertThat(DIAMOND.scaled(0.5).totalSeconds()).isEqualTo(4.5);
    }

    @Test
    void thePolicyTakesTheLongestPathFirstThenTheFirstDefined() {
        // Task 3 has two tasks after it, so it begins before the short 0, 1, 2, which come one after the other.
        Trace trace = new Trace("t", List.of(step(1), step(1), step(1), step(2), step(2, 3), step(2, 4)));

        assertThat(ListSchedule.makespan(trace, 2)).isEqualTo(6);
        assertThat(ListSchedule.makespan(DIAMOND, 1)).isEqualTo(9);
        assertThat(ListSchedule.makespan(DIAMOND, 2)).isEqualTo(7);
        // Of equal ones the first: 3 s and 1 s side by side, then 3 s more after the short one.
        assertThat(ListSchedule.makespan(new Trace("t", List.of(step(3), step(1), step(3))), 2))
                .isEqualTo(4);
    }

    @Test
    void aParentAfterItsChildIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trace("t", List.of(step(1, 1), step(1))))
                .withMessageContaining("task 0 has the parent 1");
    }

    @Test
    void madeUpTracesAreTheSameEachTimeAndHaveWorkForManySlots() {
        assertThat(Traces.madeUp(200)).isEqualTo(Traces.madeUp(200)).allSatisfy(trace -> {
            assertThat(trace.size()).isBetween(150, 260);
            assertThat(trace.totalSeconds()).isGreaterThan(4 * trace.criticalSeconds());
        });
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void aFileIsReadWhateverTheOrderOfItsTasks() throws IOException {
        write("t.json", """
                {"name": "Some trace", "more": 1, "tasks": [
                  {"id": "last", "parents": ["b", "a"], "runtimeSeconds": 3},
                  {"id": "a", "parents": [], "runtimeSeconds": 1},
                  {"id": "b", "parents": ["a"], "runtimeSeconds": 2.5}]}""");

        assertThat(Traces.in(folder))
                .containsExactly(new Trace("Some-trace", List.of(step(1), step(2.5, 0), step(3, 1, 0))));
    }

    @Test
    void aCircleIsNoTrace() throws IOException {
        write("circle.json", """
                {"name": "c", "tasks": [{"id": "a", "parents": ["b"], "runtimeSeconds": 1},
                                        {"id": "b", "parents": ["a"], "runtimeSeconds": 1}]}""");

        assertThatIOException()
                .isThrownBy(() -> Traces.in(folder))
                .withMessageContaining("circle.json")
                .withMessageContaining("in a circle");
    }

    @Test
    void aParentThatIsNotThereIsNamed() throws IOException {
        write("t.json", "{\"name\": \"c\", \"tasks\": [{\"id\": \"a\", \"parents\": [\"x\"], \"runtimeSeconds\": 1}]}");

        assertThatIOException().isThrownBy(() -> Traces.in(folder)).withMessageContaining("the parent \"x\"");
    }

    @Test
    void aFileThatSaysSomethingElseIsNoTrace() throws IOException {
        write("t.json", "{\"name\": \"c\"}");

        assertThatIOException().isThrownBy(() -> Traces.in(folder)).withMessageContaining("t.json is no trace");
    }

    @Test
    void aFolderWithoutTracesIsRefused() {
        assertThatIOException().isThrownBy(() -> Traces.in(folder)).withMessageContaining("no .json file");
    }
}
