package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.record.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flow within a flow is wired like is part of what its result is made from, whatever version its tasks have. */
final class BlockConstantsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final RunOptions memory = RunOptions.DEFAULT.results(ResultStores.memory());

    static String joined(String one, String two) {
        return one + two;
    }

    static String shout(Object text) {
        return text + "!";
    }

    /** A flow of one task whose inputs are as given. */
    private static ResultFlow<String> inner(String one, String two, boolean turned) {
        return Flow.returning("inner", f -> {
            Output<String> first =
                    f.task(BlockConstantsTest::shout, value((Object) one)).version("1");
            Output<String> second =
                    f.task(BlockConstantsTest::shout, value((Object) two)).version("1");
            return turned
                    ? f.task(BlockConstantsTest::joined, second, first).version("1")
                    : f.task(BlockConstantsTest::joined, first, second).version("1");
        });
    }

    private static Flow outer(ResultFlow<String> inner) {
        return Flow.define("outer", f -> {
            Output<String> made = f.subflow(inner).named("sub").version("1");
            f.task(BlockConstantsTest::shout, made).named("t").version("1").cacheFor(HOUR);
        });
    }

    private static Flow each(String constant) {
        return Flow.define("each", f -> {
            Output<List<String>> made = f.fanOut(
                            value(List.of("a")),
                            element -> f.task(BlockConstantsTest::joined, element, value(constant))
                                    .version("1"))
                    .named("sub")
                    .version("1");
            f.task(BlockConstantsTest::shout, made).named("t").version("1").cacheFor(HOUR);
        });
    }

    private static FlowRun check(FlowRun run, String state, String result) {
        assertThat(run.task("t").state().name()).isEqualTo(state);
        assertThat(run.task("t").value()).isEqualTo(result);
        return run;
    }

    @Test
    void aConstantInsideASubflowIsPartOfTheCacheKeyOfWhatReadsIt() {
        check(outer(inner("a", "b", false)).run(memory), "Success", "a!b!!");
        check(outer(inner("a", "b", false)).run(memory), "Cached", "a!b!!");
        check(outer(inner("a", "c", false)).run(memory), "Success", "a!c!!");
    }

    @Test
    void soIsWhichTaskReadsWhich() {
        check(outer(inner("a", "b", false)).run(memory), "Success", "a!b!!");
        check(outer(inner("a", "b", true)).run(memory), "Success", "b!a!!");
    }

    @Test
    void soIsAConstantInsideAFanOut() {
        check(each("x").run(memory), "Success", "[ax]!");
        check(each("x").run(memory), "Cached", "[ax]!");
        check(each("y").run(memory), "Success", "[ay]!");
    }

    @Test
    void aRunThatGoesOnDoesNotUseAgainASubflowWithAnotherConstantInside() {
        RunOptions options = RunOptions.DEFAULT
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")));
        FlowRun first = outer(inner("a", "b", false)).run(options);
        FlowRun again = outer(inner("a", "c", false)).run(options.resuming(Resumption.of(first.id())));
        check(again, "Success", "a!c!!");
    }

    @Test
    void peopleAreToldWhatATaskIsGivenAndNoHashOfWhatIsInside() throws Exception {
        FlowRun run = each("x")
                .run(RunOptions.DEFAULT
                        .recordsIn(directory.resolve("runs"))
                        .results(ResultStores.files(directory.resolve("results"))));
        var node = Records.in(directory.resolve("runs"))
                .read(run.id())
                .orElseThrow()
                .structure()
                .node("sub")
                .orElseThrow();
        assertThat(node.wiring()).matches("a flow wired as [0-9a-f]{64}");
        assertThat(node.given()).hasSize(node.inputs().size() - 1).noneMatch(words -> words.contains("wired"));
    }
}
