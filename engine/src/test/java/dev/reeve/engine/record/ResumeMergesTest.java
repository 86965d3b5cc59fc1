package dev.reeve.engine.record;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.ResultRun;
import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge is not stored: its value is that of the branch that was taken, in a run that is resumed as well. */
final class ResumeMergesTest {
    private static final List<String> CALLED = Collections.synchronizedList(new ArrayList<>());
    private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        CALLED.clear();
        BROKEN.clear();
    }

    record Pair(int left, int right) {}

    static int made(String name, int number) {
        CALLED.add(name);
        if (BROKEN.contains(name)) {
            throw new IllegalStateException(name + " is broken");
        }
        return number + 1;
    }

    static Pair pair(String name, int number) {
        return new Pair(made(name, number), number);
    }

    static boolean wanted() {
        CALLED.add("wanted");
        return true;
    }

    static int sum(String name, int one, int other) {
        return made(name, one + other) - 1;
    }

    private static Output<Integer> task(FlowBuilder f, String name, Output<Integer> number) {
        return f.task(ResumeMergesTest::made, value(name), number).named(name).version("1");
    }

    /** What comes after a merge: one that reads it, and one that reads it and that one. */
    private static ResultFlow<Integer> flow(boolean part) {
        return Flow.returning("merges", f -> {
            Output<Boolean> wanted =
                    f.task(ResumeMergesTest::wanted).named("wanted").version("1");
            Output<Integer> merged = f.branch(
                    wanted,
                    () -> part
                            ? f.task(ResumeMergesTest::pair, value("taken"), value(1))
                                    .named("taken")
                                    .version("1")
                                    .get(Pair::left)
                            : task(f, "taken", value(1)),
                    () -> task(f, "other", value(10)));
            Output<Integer> first = task(f, "first", merged);
            return f.task(ResumeMergesTest::sum, value("second"), merged, first)
                    .named("second")
                    .version("1");
        });
    }

    private RunOptions options() {
        return RunOptions.DEFAULT
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")));
    }

    private String failedInSecond(boolean part) {
        BROKEN.add("second");
        ResultRun<Integer> run = flow(part).run(options());
        assertThat(CALLED).containsExactly("wanted", "taken", "first", "second");
        BROKEN.clear();
        CALLED.clear();
        return run.id();
    }

    private void spoil(String task, boolean whole) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("results"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/" + task + "/"))
                    .toList()) {
                if (whole) {
                    Files.delete(file);
                } else {
                    byte[] bytes = Files.readAllBytes(file);
                    bytes[bytes.length - 1] ^= 1;
                    Files.write(file, bytes);
                }
            }
        }
    }

    @Test
    void whatReadAMergeAndEndedWellStaysThoughTheMergeIsReadAgain() {
        for (boolean part : new boolean[] {false, true}) {
            String id = failedInSecond(part);
            assertThat(flow(part).resume(id, options()).result()).isEqualTo(5);
            assertThat(CALLED).containsExactly("second");
            CALLED.clear();
        }
    }

    @Test
    void retryFromWhatComesAfterAMergeRunsNothingElse() {
        String id = flow(true).run(options()).id();
        CALLED.clear();
        assertThat(flow(true)
                        .run(options().resuming(Resumption.of(id).from("second")))
                        .result())
                .isEqualTo(5);
        assertThat(CALLED).containsExactly("second");
        CALLED.clear();
        flow(true).run(options().resuming(Resumption.of(id).from("taken")));
        assertThat(CALLED).containsExactly("taken", "first", "second");
    }

    @Test
    void aTakenBranchWhoseResultIsGoneOrUnreadableRunsAgainWithAllThatComesAfterTheMerge() throws IOException {
        for (boolean whole : new boolean[] {true, false}) {
            String id = failedInSecond(false);
            spoil("taken", whole);
            var plan = flow(false).plan(options().resuming(Resumption.of(id)));
            assertThat(plan.items())
                    .filteredOn(item -> item.fate() == ResumePlan.Fate.AGAIN)
                    .extracting(ResumePlan.Item::task)
                    .contains("taken", "first", "second")
                    .doesNotContain("wanted", "other");
            assertThat(flow(false).resume(id, options()).result()).isEqualTo(5);
            assertThat(CALLED).containsExactly("taken", "first", "second");
            CALLED.clear();
        }
    }

    @Test
    void whoWasAskedAboutAMergeIsNotAskedAgain() throws InterruptedException {
        Flow flow = Flow.define("asks", f -> {
            Output<Boolean> wanted =
                    f.task(ResumeMergesTest::wanted).named("wanted").version("1");
            Output<Integer> merged =
                    f.branch(wanted, () -> task(f, "taken", value(1)), () -> task(f, "other", value(10)));
            f.approval("Is it?").showing(merged).named("ask");
            task(f, "second", merged);
        });
        FlowRun asked = flow.run(options());
        assertThat(flow.plan(options().resuming(Resumption.of(asked.id()).from("second")))
                        .items())
                .filteredOn(item -> item.task().equals("ask"))
                .extracting(ResumePlan.Item::fate)
                .containsExactly(ResumePlan.Fate.WAITS);
        asked.answer("ask", new Approval(true, "", "ada"));
        asked.await();
    }

    @Test
    void whatWaitsBehindTwoMergesIsToldOfWhatRunsAgainBeforeThem() throws IOException {
        ResultFlow<Integer> flow = Flow.returning("two", f -> {
            Output<Boolean> wanted =
                    f.task(ResumeMergesTest::wanted).named("wanted").version("1");
            Output<Integer> inner = f.branch(wanted, () -> task(f, "taken", value(1)), () -> task(f, "a", value(2)));
            Output<Integer> outer = f.branch(wanted, () -> inner, () -> task(f, "b", value(3)));
            Output<Integer> first = task(f, "first", outer);
            return f.task(ResumeMergesTest::sum, value("second"), outer, first)
                    .named("second")
                    .version("1");
        });
        BROKEN.add("second");
        String id = flow.run(options()).id();
        CALLED.clear();
        flow.resume(id, options());
        assertThat(CALLED).containsExactly("second");
        CALLED.clear();
        spoil("taken", true);
        BROKEN.clear();
        assertThat(flow.resume(id, options()).result()).isEqualTo(5);
        assertThat(CALLED).containsExactly("taken", "first", "second");
    }
}
