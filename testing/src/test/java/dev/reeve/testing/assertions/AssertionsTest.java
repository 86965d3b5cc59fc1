package dev.reeve.testing.assertions;

import static dev.reeve.Inputs.each;
import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.testing.FlowTester;
import dev.reeve.testing.TestRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.event.Level;

class AssertionsTest {
    static List<Integer> numbers() {
        TaskRun.current().logger().warn("only {} numbers", 3);
        TaskRun.current().artifact(Artifact.markdown("note", "hello"));
        return List.of(1, 2, 3);
    }

    static int twice(int number) {
        return 2 * number;
    }

    static String skip(List<Integer> numbers) {
        throw Signal.skip("nothing new in " + numbers);
    }

    static String after(String text) {
        return text;
    }

    static int broken(List<Integer> numbers) throws IOException {
        throw new IOException("the file is broken");
    }

    private static final Flow GOOD = Flow.returning("good", f -> {
        Output<List<Integer>> numbers = f.task(AssertionsTest::numbers);
        Output<List<Integer>> doubled =
                f.map(AssertionsTest::twice, each(numbers)).retries(1, Duration.ofHours(6));
        Output<String> skipped = f.task(AssertionsTest::skip, doubled);
        f.task(AssertionsTest::after, skipped);
        return doubled;
    });

    private static final Flow BAD = Flow.define("bad", f -> {
        Output<List<Integer>> numbers = f.task(AssertionsTest::numbers);
        Output<Integer> broken = f.task(AssertionsTest::broken, numbers);
        f.task(AssertionsTest::twice, broken);
    });

    private final TestRun good = FlowTester.of(GOOD)
            .failing("twice[1]", 1, () -> new IOException("503"))
            .run();
    private final TestRun bad = FlowTester.of(BAD).run();

    @Test
    void whatIsSoIsFine() {
        assertThat(good)
                .succeeded()
                .hasState("Success")
                .hasResult(List.of(2, 4, 6))
                .took(Duration.ofHours(6))
                .ranInOrder("numbers", "twice", "skip")
                .logged(Level.WARN, "only 3")
                .neverLogged("s3cret")
                .task("numbers")
                .succeeded()
                .history("Pending", "Queued", "Running", "Success")
                .attempts(1)
                .retried(0)
                .hasResult(List.of(1, 2, 3))
                .hasResult(List.class, list -> Assertions.assertEquals(3, list.size()))
                .hasArtifact("note")
                .hasArtifact(Artifact.markdown("note", "hello"))
                .logged(Level.WARN, "only")
                .loggedNothing(Level.ERROR)
                .ranBefore("twice[0]")
                .task("twice")
                .hasChildren(3)
                .hasChildren(3, "Success")
                .wasCalled(4)
                .wasCalledWith(2)
                .child(1)
                .retried(1)
                .took(Duration.ofHours(6))
                .hasResult(4)
                .task("twice[2]")
                .ranAfter("numbers")
                .task("skip")
                .wasSkipped("nothing new")
                .task("after")
                .wasSkipped()
                .wasNotCalled()
                .run()
                .succeeded();
        assertThat(bad)
                .failed()
                .task("broken")
                .failed()
                .failedWith(IOException.class, "is broken")
                .says("broken")
                .task("twice")
                .triggerFailed();
    }

    private static DynamicTest wrong(String name, Runnable assertion, String... words) {
        return DynamicTest.dynamicTest(
                name,
                () -> assertThatThrownBy(assertion::run)
                        .isInstanceOf(AssertionError.class)
                        .message()
                        .contains(words));
    }

    @TestFactory
    List<DynamicTest> whatIsNotSoIsSaidWithWhatIs() {
        return List.of(
                wrong(
                        "succeeded",
                        () -> assertThat(bad).succeeded(),
                        "Flow \"bad\" should have succeeded.",
                        "run:   Failed",
                        "task:  broken is Failed: IOException: the file is broken",
                        "task:  twice is TriggerFailed"),
                wrong("failed", () -> assertThat(good).failed(), "should have failed"),
                wrong("result", () -> assertThat(good).hasResult(7), "yielded 7, and yielded [2, 4, 6]"),
                wrong("took", () -> assertThat(good).took(Duration.ofHours(1)), "taken PT1H, and took PT6H"),
                wrong("order", () -> assertThat(good).ranInOrder("twice", "numbers"), "\"numbers\" was earlier"),
                wrong(
                        "log",
                        () -> assertThat(good).logged(Level.INFO, "x"),
                        "logged INFO \"x\"",
                        "WARN only 3 numbers"),
                wrong("typo", () -> assertThat(good).task("nubers"), "no task \"nubers\"", "Did you mean \"numbers\"?"),
                wrong("child", () -> assertThat(good).task("twice[7]"), "has 3 children"),
                wrong(
                        "skipped",
                        () -> assertThat(bad).task("broken").wasSkipped(),
                        "Task \"broken\" of flow \"bad\" should have been skipped.",
                        "states:  Pending, Queued, Running, Failed",
                        "message: IOException: the file is broken",
                        "call:    broken([1, 2, 3]), attempt 1, threw java.io.IOException: the file is broken"),
                wrong(
                        "history",
                        () -> assertThat(good).task("numbers").history("Pending", "Success"),
                        "been in the states Pending, Success.",
                        "states:  Pending, Queued, Running, Success",
                        "log:     WARN only 3 numbers"),
                wrong(
                        "retried",
                        () -> assertThat(good).task("twice[1]").retried(2),
                        "2 times, and was retried 1 times"),
                wrong("value", () -> assertThat(good).task("numbers").hasResult(1), "the result 1, and has [1, 2, 3]"),
                wrong("no value", () -> assertThat(bad).task("broken").hasResult(1), "a result: The task \"broken\""),
                wrong("mapped", () -> assertThat(good).task("twice").hasChildren(2), "children: 3 Success"),
                wrong("artifact", () -> assertThat(good).task("skip").hasArtifact("note"), "kept an artifact \"note\""),
                wrong("before", () -> assertThat(good).task("skip").ranBefore("numbers"), "run after \"skip\""),
                wrong("called", () -> assertThat(good).task("after").wasCalled(1), "and was called 0 times"),
                wrong(
                        "cause",
                        () -> assertThat(bad).task("broken").failedWith(RuntimeException.class),
                        "RuntimeException"));
    }

    @Test
    void aDescriptionOfTheUsersIsPartOfTheMessage() {
        assertThatThrownBy(() -> assertThat(bad).as("the nightly load").succeeded())
                .hasMessageContaining("[the nightly load]");
    }
}
