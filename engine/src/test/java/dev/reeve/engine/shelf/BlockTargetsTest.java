package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Targets of tasks in blocks that are run for each element. */
final class BlockTargetsTest {
    private final RunOptions options =
            RunOptions.DEFAULT.results(ResultStores.memory()).executor(TaskExecutors.inThread());

    private static Output<List<String>> words(FlowBuilder f, String... words) {
        return f.task(() -> List.of(words)).named("words");
    }

    private static String length(String word) {
        return "of length " + word.length();
    }

    private static String first(String word) {
        return word.substring(0, 1);
    }

    private static String report(String key, String word) {
        return key + " of " + word;
    }

    private static Flow reports(String... words) {
        return Flow.define(
                "reports",
                f -> f.fanOut(words(f, words), word -> {
                    Output<String> key = f.task(BlockTargetsTest::first, word);
                    return f.task(BlockTargetsTest::report, key, word).target("{key}.json");
                }));
    }

    private static List<String> states(FlowRun run) {
        return run.task("fan_out").children().stream()
                .map(child -> child.state().name())
                .toList();
    }

    @Test
    void elementsThatComeToTheSameTargetAreToldApartAndTheSecondFails() {
        FlowRun run = reports("ant", "bee", "ape").run(options);
        assertThat(states(run)).containsExactly("Success", "Success", "Failed");
        assertThat(run.task("fan_out").children().get(2).state().message())
                .contains("the result of fan_out[2]/report would be stored as \"targets/a.json\"")
                .contains("which holds the result of fan_out[0]/report of the same run");
    }

    @Test
    void evenWhereTheyWouldMakeTheSame() {
        FlowRun run = reports("ant", "ant").run(options);
        assertThat(states(run)).containsExactly("Success", "Failed");
    }

    @Test
    void anotherRunFindsWhatTheElementsMade() {
        assertThat(reports("ant", "bee").run(options).state().name()).isEqualTo("Success");
        FlowRun again = reports("ant", "bee").run(options);
        assertThat(again.state().name()).isEqualTo("Success");
        assertThat(again.task("fan_out")
                        .children()
                        .getFirst()
                        .flowRun()
                        .orElseThrow()
                        .state(1, -1)
                        .name())
                .isEqualTo("Cached");
    }

    @Test
    void anElementThatIsTriedAgainHasItsTargetStill() {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define(
                "shaky",
                f -> f.fanOut(words(f, "ant", "bee"), word -> {
                            Output<String> made =
                                    f.task(BlockTargetsTest::length, word).target("{word}.json");
                            f.action(() -> {
                                        if (calls.incrementAndGet() == 1) {
                                            throw new IllegalStateException("not yet");
                                        }
                                    })
                                    .named("shaky")
                                    .after(f.task(BlockTargetsTest::first, made));
                            return made;
                        })
                        .retries(1, Duration.ZERO));
        FlowRun run = flow.run(options);
        assertThat(states(run)).containsExactly("Success", "Success");
        assertThat(calls).hasValue(3);
    }

    @Test
    void aFlowThatIsAFlowOfItsOwnMayFindWhatAnotherRunOfItMade() {
        ResultFlow<String> lengths = Flow.returning(
                "lengths",
                f -> f.task(BlockTargetsTest::length, f.parameter("word", "ant"))
                        .target("{word}.json"));
        FlowRun run = Flow.define("outer", f -> {
                    Output<String> word = f.parameter("w", "bee");
                    f.subflow(lengths, with("word", word)).named("one");
                    f.subflow(lengths, with("word", word)).named("two");
                })
                .run(options);
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(run.task("two").flowRun().orElseThrow().state(0, -1).name()).isEqualTo("Cached");
    }
}
