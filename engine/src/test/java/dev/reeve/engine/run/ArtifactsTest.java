package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.taskRun;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.TaskExecutors;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ArtifactsTest {
    private static Artifact note(String name, String text) {
        return Artifact.markdown(name, text);
    }

    static void keeps(TaskRun run, int child) {
        run.artifact(note("note", "of " + child));
        run.artifact(Artifact.link("page", URI.create("https://example.org/" + child)));
    }

    static void failsTwice(TaskRun run) {
        run.artifact(note("attempt", "attempt " + run.attempt()));
        run.artifact(note("of " + run.attempt(), "x"));
        if (run.attempt() < 3) {
            throw new IllegalStateException("no");
        }
    }

    static void tooMany(TaskRun run) {
        IntStream.range(0, 100).forEach(i -> run.artifact(note("n" + i, "x")));
        run.artifact(note("n0", "replaced, so not one more"));
        run.artifact(note("one more", "x"));
    }

    @Test
    void artifactsAreReadFromTheRunAndTheTask() {
        for (var executor : Executors.all()) {
            FlowRun run = Flow.define("kept", f -> f.forEach(ArtifactsTest::keeps, taskRun(), each(List.of(0, 1, 2))))
                    .run(RunOptions.DEFAULT.executor(executor));
            assertThat(run.state().name()).isEqualTo("Success");
            assertThat(run.artifacts())
                    .extracting(TaskArtifact::taskLabel)
                    .containsExactlyInAnyOrder("keeps[0]", "keeps[0]", "keeps[1]", "keeps[1]", "keeps[2]", "keeps[2]");
            assertThat(run.task("keeps").children().get(1).artifacts())
                    .containsExactly(note("note", "of 1"), Artifact.link("page", URI.create("https://example.org/1")));
            assertThat(run.task("keeps").artifacts()).isEmpty();
        }
    }

    @Test
    void whatAFailedAttemptKeptStaysAndALaterOneOfThatNameTakesItsPlace() {
        FlowRun run = Flow.define(
                        "kept",
                        f -> f.action(ArtifactsTest::failsTwice, taskRun()).retries(2))
                .run();
        assertThat(run.task("failsTwice").artifacts())
                .containsExactly(note("attempt", "attempt 3"), note("of 1", "x"), note("of 2", "x"), note("of 3", "x"));
        assertThat(run.artifacts()).extracting(TaskArtifact::attempt).containsExactly(3, 1, 2, 3);
        FlowRun failed = Flow.define("kept", f -> f.action(ArtifactsTest::failsTwice, taskRun()))
                .run();
        assertThat(failed.state().name()).isEqualTo("Failed");
        assertThat(failed.artifacts()).hasSize(2);
    }

    @Test
    void anyTextComesBackAsItWasKept() {
        List<String> hostile = List.of(
                "\u0000\u001b[2J",
                "<script>alert(1)</script>",
                "\uD800 half",
                "\u202Eright to left",
                "{{}}%s{0}",
                "a\r\nb",
                "");
        FlowRun run = Flow.define(
                        "kept",
                        f -> f.forEach(
                                        (TaskRun task, String text) -> {
                                            task.artifact(note("text", text));
                                            task.artifact(
                                                    Artifact.table("cells", List.of(text), List.of(List.of(text))));
                                        },
                                        taskRun(),
                                        each(hostile))
                                .named("keeps"))
                .run();
        assertThat(run.state().name()).isEqualTo("Success");
        for (int i = 0; i < hostile.size(); i++) {
            String text = hostile.get(i);
            assertThat(run.task("keeps").children().get(i).artifacts())
                    .containsExactly(
                            note("text", text), Artifact.table("cells", List.of(text), List.of(List.of(text))));
        }
    }

    @Test
    void tooManyAreRefused() {
        FlowRun run = Flow.define("kept", f -> f.action(ArtifactsTest::tooMany, taskRun()))
                .run();
        assertThat(run.task("tooMany").error().orElseThrow().message())
                .contains("the artifact \"one more\" is not kept: task \"too_many\" has kept 100 others");
        assertThat(run.artifacts()).hasSize(100);
    }

    @Test
    void theRunAsAWholeIsBounded() {
        Artifact large = Artifact.image("large", "image/png", new byte[5_000_000]);
        FlowRun run = Flow.define(
                        "kept",
                        f -> f.forEach(
                                        (TaskRun task, Integer i) -> task.artifact(large),
                                        taskRun(),
                                        each(value(
                                                IntStream.range(0, 25).boxed().toList())))
                                .named("keeps"))
                .run();
        assertThat(run.artifacts()).hasSize(20);
        assertThat(run.task("keeps").children().stream().filter(c -> c.state().isFailed()))
                .hasSize(5);
    }

    @Test
    void afterTheRunNothingIsKept() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        FlowRun run = Flow.define(
                        "kept",
                        f -> f.action(
                                        (TaskRun task) -> {
                                            begun.countDown();
                                            while (goOn.getCount() > 0) {
                                                try {
                                                    goOn.await();
                                                } catch (InterruptedException e) {
                                                    continue; // does not stop when told to
                                                }
                                            }
                                            task.artifact(note("late", "x"));
                                            ended.countDown();
                                        },
                                        taskRun())
                                .named("stubborn"))
                .start(RunOptions.DEFAULT.executor(TaskExecutors.threads(1)).grace(Duration.ZERO));
        begun.await();
        run.cancel("enough");
        run.await();
        goOn.countDown();
        ended.await();
        assertThat(run.artifacts()).isEmpty();
    }
}
