package dev.reeve.engine.record;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskOutcome;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.artifact.Artifact;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.CodeLocation;
import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real runs, and what their records say of them. */
final class RecordingTest {
    @TempDir
    Path directory;

    static int half(int number) {
        if (number == 3) {
            throw new IllegalArgumentException("3 has no half");
        }
        if (number == 5) {
            throw Signal.skip("no fives");
        }
        return number / 2;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    static String say(String word) {
        return word + "!";
    }

    static Flow flow() {
        return Flow.define("halves", f -> {
            Output<String> word = f.parameter("word", "héllo \"there\"\n");
            Output<List<Integer>> halves = f.map(RecordingTest::half, each(value(List.of(2, 3, 4, 5))))
                    .retries(1, Duration.ZERO)
                    .tags("shop");
            f.task(RecordingTest::sum, halves).trigger(Trigger.ANY_SUCCESSFUL);
            f.task(RecordingTest::say, word).target("said");
        });
    }

    static Stream<TaskExecutor> executors() {
        return Stream.of(TaskExecutors.inThread(), TaskExecutors.threads(3), TaskExecutors.virtual(3));
    }

    private RunOptions options() {
        return RunOptions.DEFAULT.recordsIn(directory).results(ResultStores.files(directory.resolve("results")));
    }

    private RecordedRun recorded(FlowRun run) throws IOException {
        return Records.in(directory).read(run.id()).orElseThrow();
    }

    private static List<RunView.Entry> comparable(List<RunView.Entry> entries) {
        return entries.stream()
                .skip(1) // the first says when the run was made, which the record takes a moment earlier
                .map(entry -> entry.state() instanceof State.Failed failed
                        ? new RunView.Entry(
                                new State.Failed(
                                        new dev.reeve.state.Failure(
                                                failed.failure().type(),
                                                failed.failure().message(),
                                                null),
                                        failed.attempts()),
                                entry.at())
                        : entry)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theRecordHasEveryStateThatTheRunHad(TaskExecutor executor) throws IOException {
        FlowRun run = flow().run(options().executor(executor));
        RecordedRun record = recorded(run);
        assertThat(record.notes()).isEmpty();
        assertThat(record.state()).isEqualTo(run.state());
        assertThat(comparable(record.history())).isEqualTo(comparable(run.history()));
        assertThat(record.tasks()).extracting(RecordedTask::name).containsExactly("half", "sum", "say");
        for (TaskOutcome outcome : run.tasks()) {
            RecordedTask task = record.task(outcome.name()).orElseThrow();
            assertThat(comparable(task.history(-1))).isEqualTo(comparable(outcome.history()));
            assertThat(task.width())
                    .isEqualTo(
                            outcome.children().isEmpty()
                                    ? -1
                                    : outcome.children().size());
            for (TaskOutcome child : outcome.children()) {
                assertThat(comparable(task.history(child.mapIndex()))).isEqualTo(comparable(child.history()));
            }
        }
        assertThat(record.task("half").orElseThrow().childStates())
                .isEqualTo(Map.of("Success", 2, "Failed", 1, "Skipped", 1));
        executor.close();
    }

    @Test
    void theRecordSaysWhatWasAskedAndWhereResultsAre() throws IOException {
        CodeLocation code = new CodeLocation(List.of("/a.jar", "/b"), "org.acme.Halves.flow");
        FlowRun run = flow().run(options()
                .runName("röd räv")
                .limit("db", 2)
                .deadline(Duration.ofHours(1))
                .code(code));
        Opening opening = recorded(run).opening();
        assertThat(opening.epoch()).isEqualTo(1);
        assertThat(opening.runName()).isEqualTo("röd räv");
        assertThat(opening.flow()).isEqualTo("halves");
        assertThat(opening.code()).isEqualTo(code);
        assertThat(opening.options().limits().resources()).isEqualTo(Map.of("db", 2));
        assertThat(opening.options().deadline()).isEqualTo(Duration.ofHours(1));
        assertThat(opening.results().location())
                .isEqualTo(directory.resolve("results").toString());
        assertThat(opening.runner().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(opening.parameters())
                .singleElement()
                .satisfies(word -> assertThat(word.json()).isEqualTo("\"héllo \\\"there\\\"\\u000a\""));
        assertThat(recorded(run).task("say").orElseThrow().stored(-1)).hasValueSatisfying(stored -> {
            assertThat(stored.key()).isEqualTo("targets/said");
            assertThat(stored.hash()).hasSize(64);
        });
    }

    @Test
    void theStructureSaysWhatEachTaskIsMadeFrom() throws IOException {
        Structure structure = recorded(flow().run(options())).structure();
        Structure.Node sum = structure.node("sum").orElseThrow();
        assertThat(sum.inputs()).containsExactly("task half");
        assertThat(sum.upstreams()).extracting(Structure.Upstream::name).containsExactly("half");
        assertThat(sum.trigger()).isEqualTo("any_successful");
        assertThat(sum.function()).isEqualTo("RecordingTest.sum");
        assertThat(sum.code()).matches("task [0-9a-f]{64}");
        Structure.Node say = structure.node("say").orElseThrow();
        assertThat(say.inputs()).containsExactly("parameter word");
        assertThat(say.parameters()).containsExactly("word");
        assertThat(structure.node("half").orElseThrow().tags()).containsExactly("shop");
    }

    @Test
    void runsOfOneFlowShareItsStructure() throws IOException {
        FlowRun first = flow().run(options());
        FlowRun second = flow().run(options());
        assertThat(recorded(first).structureHash()).isEqualTo(recorded(second).structureHash());
        assertThat(directory.resolve("structures").toFile().list()).hasSize(1);
    }

    static String reported(String word) {
        TaskRun.current().artifact(Artifact.markdown("report", "# " + word));
        return word;
    }

    @Test
    void whatATaskKeepsForPeopleIsInTheRecord() throws IOException {
        Flow flow = Flow.define("reports", f -> f.map(RecordingTest::reported, each(value(List.of("a", "b")))));
        FlowRun run = flow.run(options());
        assertThat(recorded(run).task("reported").orElseThrow().artifacts(1))
                .singleElement()
                .satisfies(kept -> assertThat(kept.artifact()).isEqualTo(Artifact.markdown("report", "# b")));
    }

    @Test
    void aRunIsNotRecordedUnlessAsked() {
        flow().run(RunOptions.DEFAULT.recordsIn(directory).recorded(false));
        assertThat(directory.toFile().list()).isEmpty();
    }

    @Test
    void aRunThatWaitsForAPersonIsAliveAndPaused() throws IOException {
        Flow flow = Flow.define(
                "asks", f -> f.task(RecordingTest::say, value("yes")).trigger(Trigger.MANUAL));
        FlowRun run = flow.run(options());
        Records records = Records.in(directory);
        RunSummary summary = records.summaryOf(run.id()).orElseThrow();
        assertThat(summary.state()).isInstanceOf(State.Paused.class);
        assertThat(summary.alive()).isTrue();
        assertThat(summary.tasks()).isEqualTo(Map.of("Paused", 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> new Recorder(records, WritingThreads.ofThisProcess()).take(run.id()))
                .withMessageContaining(
                        "goes on in process " + ProcessHandle.current().pid());
        run.resume("say");
        run.completion().toCompletableFuture().join();
        assertThat(records.summaryOf(run.id()).orElseThrow().state().name()).isEqualTo("Success");
        assertThat(records.summaryOf(run.id()).orElseThrow().alive()).isFalse();
    }

    @Test
    void aListTellsTheNewestFirstWithoutReadingAll() throws IOException {
        FlowRun first = flow().run(options());
        FlowRun second = flow().run(options().runName("second"));
        Records records = Records.in(directory);
        try (Stream<RunSummary> runs = records.newestFirst()) {
            assertThat(runs).extracting(RunSummary::id).containsExactly(second.id(), first.id());
        }
        assertThat(records.find(first.id())).extracting(RunSummary::id).containsExactly(first.id());
        assertThat(records.find("second")).extracting(RunSummary::id).containsExactly(second.id());
        assertThat(records.find(first.id().substring(0, 4))).hasSize(2);
        assertThat(records.find("nobody")).isEmpty();
        RunSummary summary = records.summaryOf(second.id()).orElseThrow();
        assertThat(summary.state()).isEqualTo(second.state());
        assertThat(summary.tasks()).isEqualTo(Map.of("Failed", 1, "Success", 1, "Cached", 1));
        assertThat(summary.duration()).isPresent();
        assertThat(new Retention(records, Retention.KeptResults.STAY).deleteRun(first.id()))
                .isTrue();
        assertThat(records.read(first.id())).isEmpty();
    }
}
