package dev.reeve.engine.record;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static dev.reeve.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.engine.ResultStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loops, resources, flows in flows and tasks that wait for a person, resumed. */
final class ResumeConstructsTest {
    private static final List<String> CALLED = Collections.synchronizedList(new ArrayList<>());
    private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        CALLED.clear();
        BROKEN.clear();
    }

    private static void call(String what) {
        CALLED.add(what);
        if (BROKEN.contains(what)) {
            throw new IllegalStateException(what + " is broken");
        }
    }

    private RunOptions options(String place) {
        return RunOptions.DEFAULT
                .recordsIn(directory.resolve(place).resolve("runs"))
                .results(ResultStores.files(directory.resolve(place).resolve("results")));
    }

    private List<String> calls() {
        List<String> calls = List.copyOf(CALLED);
        CALLED.clear();
        return calls;
    }

    /** What the disk has at this moment: what a process leaves that is killed now. */
    private void copy(String from, String to) throws IOException {
        Path source = directory.resolve(from);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copied =
                        directory.resolve(to).resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        }
    }

    static Loop<Integer, Integer> count(int turn) {
        call("turn " + turn);
        return turn == 5 ? Loop.done(turn) : Loop.again(turn + 1);
    }

    @Test
    void aLoopGoesOnWithAStateThatItPassedOnBefore() {
        Flow flow = Flow.define(
                "loop", f -> f.loop(ResumeConstructsTest::count, value(0)).version("1"));
        BROKEN.add("turn 4");
        FlowRun first = flow.run(options("a"));
        assertThat(first.state().name()).isEqualTo("Failed");
        BROKEN.clear();
        calls();
        FlowRun second = flow.resume(first.id(), options("a"));
        assertThat(second.task("count").value()).isEqualTo(5);
        assertThat(calls()).doesNotContain("turn 0").endsWith("turn 4", "turn 5");
        flow.run(options("a").resuming(Resumption.of(first.id()).from("count")));
        assertThat(calls()).startsWith("turn 0");
    }

    static int inner(String name, int number) {
        call(name);
        return number + 1;
    }

    private static ResultFlow<Integer> nested() {
        return nested("1");
    }

    private static ResultFlow<Integer> nested(String version) {
        return Flow.returning("nested", f -> {
            Output<Integer> one = f.task(ResumeConstructsTest::inner, value("one"), f.parameter("n", 0))
                    .named("one")
                    .version("1");
            return f.task(ResumeConstructsTest::inner, value("two"), one)
                    .named("two")
                    .version(version);
        });
    }

    private static ResultFlow<Integer> outer() {
        return outer("1");
    }

    private static ResultFlow<Integer> outer(String version) {
        return Flow.returning("outer", f -> {
            Output<Integer> nested =
                    f.subflow(nested(version), with("n", value(5))).named("sub");
            return f.task(ResumeConstructsTest::inner, value("after"), nested)
                    .named("after")
                    .version("1");
        });
    }

    @Test
    void aFlowInAFlowHasARecordOfItsOwnAndGoesOnWithIt() throws IOException {
        BROKEN.add("two");
        var first = outer().run(options("a"));
        BROKEN.clear();
        calls();
        var second = outer().resume(first.id(), options("a"));
        assertThat(second.result()).isEqualTo(8);
        assertThat(calls()).containsExactly("two", "after");
        Records records = Records.in(directory.resolve("a/runs"));
        RecordedRun inside = records.read(first.id() + ".sub.1").orElseThrow();
        assertThat(inside.openings()).hasSize(2);
        assertThat(inside.opening().parent().runId()).isEqualTo(first.id());
        assertThat(inside.opening().parent().task()).isEqualTo("sub");
        assertThat(records.read(first.id())
                        .orElseThrow()
                        .task("sub")
                        .orElseThrow()
                        .runs(-1))
                .containsExactly(first.id() + ".sub.1", first.id() + ".sub.1");
        outer().run(options("a").resuming(Resumption.of(first.id()).from("sub")));
        assertThat(calls()).containsExactly("one", "two", "after");
    }

    static ResultFlow<Integer> made() {
        call("made");
        return nested();
    }

    record Pair(int left, int right) {}

    static Pair pair(int left) {
        call("pair");
        return new Pair(left, left + 1);
    }

    /** A flow run with that result, a task after it that ends well, and one that does not at first and needs it too. */
    private void assertWhatComesAfterStays(Function<FlowBuilder, Output<?>> flowRun, Object result) {
        Flow flow = Flow.define("outer", f -> {
            Output<?> before = flowRun.apply(f);
            Output<String> well = f.task(ResumeConstructsTest::text, value("well"), before)
                    .named("well")
                    .version("1");
            f.task(ResumeConstructsTest::text, value("late"), before)
                    .named("late")
                    .version("1")
                    .after(well)
                    .keep();
        });
        BROKEN.add("late");
        FlowRun first = flow.run(options("a"));
        assertThat(first.state().name()).isEqualTo("Failed");
        BROKEN.clear();
        calls();
        assertThat(flow.plan(options("a").resuming(Resumption.of(first.id()))).items())
                .filteredOn(item -> item.fate() != ResumePlan.Fate.REUSED)
                .extracting(ResumePlan.Item::task)
                .containsExactly("late");
        FlowRun second = flow.resume(first.id(), options("a"));
        assertThat(calls()).containsExactly("late");
        assertThat(second.task("late").value()).isEqualTo("late " + result);
    }

    static String text(String name, Object input) {
        call(name);
        return name + " " + input;
    }

    @Test
    void whatComesAfterASubFlowThatEndedWellStays() {
        assertWhatComesAfterStays(f -> f.subflow(nested(), with("n", value(5))), 7);
    }

    @Test
    void whatComesAfterADynamicFlowThatEndedWellStays() {
        assertWhatComesAfterStays(f -> f.dynamic(ResumeConstructsTest::made), 2);
    }

    @Test
    void whatComesAfterTheBlocksOfAFanOutThatEndedWellStays() {
        assertWhatComesAfterStays(
                f -> f.fanOut(
                        value(List.of(2, 4)),
                        n -> f.task(ResumeConstructsTest::noted, n).version("1")),
                List.of(2, 4));
    }

    @Test
    void aPartAMergeAListAndAFlowInsideAreStoredByTheirTypesToo() {
        assertWhatComesAfterStays(
                f -> f.subflow(Flow.returning("parts", g -> {
                    Output<Pair> pair =
                            g.task(ResumeConstructsTest::pair, value(1)).version("1");
                    Output<Boolean> wanted = g.parameter("wanted", true);
                    Output<Integer> branch = g.branch(
                            wanted, () -> pair.get(Pair::right), () -> g.subflow(nested(), with("n", value(5))));
                    return all(pair.get(Pair::left), branch);
                })),
                List.of(1, 2));
    }

    @Test
    void aListOfPairsFromAFlowInAFlowIsAListOfPairs() {
        ResultFlow<List<Pair>> pairs = Flow.returning(
                "pairs",
                f -> f.map(ResumeConstructsTest::pair, each(value(List.of(1, 2))))
                        .version("1"));
        assertWhatComesAfterStays(
                f -> f.subflow(Flow.returning("around", g -> g.subflow(pairs))),
                List.of(new Pair(1, 2), new Pair(2, 3)));
    }

    @Test
    void aSubFlowWhoseCodeChangedRunsAgainAndWhatComesAfterItDoes() {
        BROKEN.add("after");
        var first = outer("1").run(options("a"));
        BROKEN.clear();
        calls();
        assertThat(outer("2").resume(first.id(), options("a")).result()).isEqualTo(8);
        assertThat(calls()).containsExactly("two", "after");
    }

    static int noted(int number) {
        call("noted " + number);
        return number;
    }

    static int halved(int number) {
        call("halved " + number);
        return number / 2;
    }

    static int sum(List<Integer> numbers) {
        call("sum");
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void aBlockThatFailedForOneElementRunsAgainForThatOneFromWhereItFailed() {
        ResultFlow<Integer> flow = Flow.returning("blocks", f -> {
            Output<List<Integer>> halves = f.fanOut(
                    value(List.of(2, 4, 6)),
                    n -> f.task(
                                    ResumeConstructsTest::halved,
                                    f.task(ResumeConstructsTest::noted, n).version("1"))
                            .version("1"));
            return f.task(ResumeConstructsTest::sum, halves).version("1");
        });
        BROKEN.add("halved 4");
        var first = flow.run(options("a"));
        assertThat(first.state().name()).isEqualTo("Failed");
        BROKEN.clear();
        calls();
        var second = flow.resume(first.id(), options("a"));
        assertThat(second.result()).isEqualTo(6);
        assertThat(calls()).containsExactly("halved 4", "sum");
    }

    static final class Database {
        String open() {
            call("open");
            return "connection";
        }

        int query(String connection, String name) {
            call(name);
            return 1;
        }

        int asked(String connection) {
            call("asked with " + connection);
            return TaskRun.current().answer(Integer.class).orElseThrow(() -> Signal.pause("how many?"));
        }

        void close(String connection) {
            call("close");
        }
    }

    @Test
    void aTaskThatWaitsInTheBlockOfAResourceAsksAgainOnceThatIsOpenAgain() throws Exception {
        Database database = new Database();
        Flow flow = Flow.define(
                "asks",
                f -> f.resource(database::open)
                        .closeWith(database::close)
                        .use(connection -> f.task(database::asked, connection).version("1")));
        FlowRun first = flow.run(options("a"));
        copy("a", "b");
        calls();
        FlowRun second = flow.resume(first.id(), options("b"));
        assertThat(calls()).as("else it could be answered before").containsExactly("open", "asked with connection");
        second.answer("asked", 3, "ada");
        second.await();
        assertThat(second.task("asked").value()).isEqualTo(3);
        first.cancel("no more");
    }

    @Test
    void aResourceIsOpenedAgainForThoseThatRunAgainOnly() {
        Database database = new Database();
        Flow flow = Flow.define(
                "queries",
                f -> f.resource(database::open).closeWith(database::close).use(connection -> {
                    Output<Integer> one = f.task(database::query, connection, value("first"))
                            .named("first")
                            .version("1");
                    f.task(database::query, connection, value("second"))
                            .named("second")
                            .version("1");
                    return one;
                }));
        BROKEN.add("second");
        FlowRun first = flow.run(options("a"));
        assertThat(calls()).contains("open", "first", "second", "close");
        BROKEN.clear();
        FlowRun second = flow.resume(first.id(), options("a"));
        assertThat(second.state().name()).isEqualTo("Success");
        assertThat(calls()).containsExactly("open", "second", "close");
    }

    private static Flow asking() {
        return Flow.define("asks", f -> {
            Output<Integer> before = f.task(ResumeConstructsTest::inner, value("before"), value(1))
                    .named("before")
                    .version("1");
            Output<Approval> approval = f.approval("Go on?").showing(before).named("ask");
            f.task(ResumeConstructsTest::said, approval.get(Approval::by)).version("1");
        });
    }

    static String said(String by) {
        call("said");
        return by;
    }

    @Test
    void aRunWhoseProcessEndedWhileItWaitedForAPersonGoesOnToWait() throws Exception {
        FlowRun first = asking().run(options("a"));
        assertThat(first.state().name()).isEqualTo("Paused");
        copy("a", "b");
        calls();
        FlowRun second = asking().resume(first.id(), options("b"));
        assertThat(second.state().name()).isEqualTo("Paused");
        BROKEN.add("said");
        second.answer("ask", new Approval(true, "", "ada"), "ada");
        second.await();
        assertThat(second.state().name()).isEqualTo("Failed");
        assertThat(calls()).containsExactly("said");
        BROKEN.clear();
        FlowRun third = asking().resume(first.id(), options("b"));
        assertThat(third.state().name()).as("it is not asked twice").isEqualTo("Success");
        assertThat(third.task("said").value()).isEqualTo("ada");
        first.cancel("no more");
    }

    static int pausing() {
        call("attempt " + TaskRun.current().attempt());
        if (TaskRun.current().attempt() == 1) {
            throw Signal.pause("look at it");
        }
        return 3;
    }

    @Test
    void aTaskThatAskedToWaitIsNotCalledAgainBeforeItMayGoOn() throws Exception {
        Flow flow = Flow.define(
                "pausing", f -> f.task(ResumeConstructsTest::pausing).version("1"));
        FlowRun first = flow.run(options("a"));
        copy("a", "b");
        calls();
        FlowRun second = flow.resume(first.id(), options("b"));
        assertThat(calls()).isEmpty();
        second.resume("pausing");
        second.await();
        assertThat(calls()).containsExactly("attempt 2");
        assertThat(second.state().name()).isEqualTo("Success");
        first.cancel("no more");
    }

    static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    static int half(int number) {
        return number / 2;
    }

    static int taken(List<Integer> numbers, int place) {
        call("taken");
        return numbers.get(place);
    }

    /** Which of two mapped tasks has its children first differs between a run and its resume. */
    @Test
    void aBlockThatIsGivenAMappedListGoesOnWhereverThatIsKept() {
        Flow flow = Flow.define("block", f -> {
            f.map(ResumeConstructsTest::half, each(f.task(ResumeConstructsTest::upTo, value(3))))
                    .named("later");
            Output<List<Integer>> halves = f.map(ResumeConstructsTest::half, each(value(List.of(2, 4))))
                    .named("sooner");
            f.fanOut(
                            value(List.of(1)),
                            place -> f.task(
                                    ResumeConstructsTest::inner,
                                    value("two"),
                                    f.task(ResumeConstructsTest::taken, halves, place)))
                    .named("block");
        });
        BROKEN.add("two");
        FlowRun first = flow.run(options("a"));
        assertThat(calls()).containsExactly("taken", "two");
        BROKEN.clear();
        FlowRun second = flow.resume(first.id(), options("a"));
        assertThat(second.task("block").value()).isEqualTo(List.of(3));
        assertThat(calls()).containsExactly("two");
    }
}
