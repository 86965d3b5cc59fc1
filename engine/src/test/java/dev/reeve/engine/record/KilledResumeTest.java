package dev.reeve.engine.record;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that resumes a run is killed in turn: the next one uses again what the first would have. */
final class KilledResumeTest {
    private static final List<String> CALLED = Collections.synchronizedList(new ArrayList<>());
    private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

    /** What is done in the middle of the next call of that name. */
    private static String killedIn = "";

    private static Runnable kill = () -> {};

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        CALLED.clear();
        BROKEN.clear();
        killedIn = "";
    }

    private static void call(String what) {
        CALLED.add(what);
        if (what.equals(killedIn)) {
            killedIn = "";
            kill.run();
        }
        if (BROKEN.contains(what)) {
            throw new IllegalStateException(what + " is broken");
        }
    }

    private List<String> calls() {
        List<String> calls = List.copyOf(CALLED);
        CALLED.clear();
        return calls;
    }

    private RunOptions options(String place) {
        return RunOptions.DEFAULT
                .recordsIn(directory.resolve(place).resolve("runs"))
                .results(ResultStores.files(directory.resolve(place).resolve("results")));
    }

    /** A copy of what the disk has once it knows that the task runs: what a process leaves that is killed then. */
    private void killWhileItRuns(String call, String runId, String task, String from, String to) {
        Records records = Records.in(directory.resolve(from).resolve("runs"));
        kill = () -> {
            while (!runs(records, runId, task)) {
                Thread.onSpinWait(); // another thread writes it down
            }
            copy(directory.resolve(from), directory.resolve(to));
        };
        killedIn = call;
    }

    private static boolean runs(Records records, String runId, String task) {
        try {
            return records.read(runId)
                    .flatMap(run -> run.task(task))
                    .map(known -> known.state(-1).isRunning())
                    .orElse(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path source, Path target) {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copied = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that resumes it is killed when the plan is on the disk and nothing else is. */
    static void killedWithNothingButAPlan(Flow flow, RunOptions options, Resumption resumption) throws IOException {
        ResumePlan plan = flow.plan(options.resuming(resumption));
        Path records = options.recordsIn().orElseThrow();
        Recorder recorder = new Recorder(Records.in(records), Written.AT_ONCE);
        TakenRecord taken = recorder.take(resumption.runId()).orElseThrow();
        taken.goOn(taken.run().opening().again(2), flow.graph(), () -> plan).rest(false);
        taken.release();
    }

    static Loop<Integer, Integer> count(int turn) {
        call("turn " + turn);
        return turn == 3 ? Loop.done(turn) : Loop.again(turn + 1);
    }

    private static Flow counts(String version) {
        return Flow.define(
                "counts",
                f -> f.loop(KilledResumeTest::count, value(0)).named("count").version(version));
    }

    @Test
    void aLoopOfOtherCodeThatAKilledResumeWasToBeginAnewDoesNotGoOnWithATurnOfTheOldCode() throws IOException {
        BROKEN.add("turn 2");
        FlowRun first = counts("1").run(options("a"));
        copy(directory.resolve("a"), directory.resolve("b"));
        BROKEN.clear();
        calls();
        counts("1").resume(first.id(), options("b"));
        assertThat(calls()).as("else this shows nothing").doesNotContain("turn 0");
        killedWithNothingButAPlan(counts("2"), options("a"), Resumption.of(first.id()));
        counts("2").resume(first.id(), options("a"));
        assertThat(calls()).containsExactly("turn 0", "turn 1", "turn 2", "turn 3");
    }

    static String open() {
        call("open");
        return "connection";
    }

    static void close(@Nullable String connection) {
        call("close");
    }

    static int query(String connection, String name) {
        call(name);
        return 1;
    }

    private static Flow queries() {
        return Flow.define(
                "queries",
                f -> f.resource(KilledResumeTest::open)
                        .closeWith(KilledResumeTest::close)
                        .use(connection -> {
                            f.task(KilledResumeTest::query, connection, value("first"))
                                    .named("first")
                                    .version("1");
                            return f.task(KilledResumeTest::query, connection, value("second"))
                                    .named("second")
                                    .version("1");
                        }));
    }

    @Test
    void whatEndedWellInAResourceStaysThoughTheResumeThatOpenedItAgainWasKilled() {
        BROKEN.add("second");
        FlowRun first = queries().run(options("a"));
        calls();
        killWhileItRuns("open", first.id(), "open", "a", "b");
        queries().resume(first.id(), options("a"));
        killWhileItRuns("open", first.id(), "open", "b", "c");
        calls();
        queries().resume(first.id(), options("b"));
        assertThat(calls()).containsExactly("open", "second", "close");
        BROKEN.clear();
        FlowRun last = queries().resume(first.id(), options("c"));
        assertThat(calls()).as("killed twice").containsExactly("open", "second", "close");
        assertThat(last.state().name()).isEqualTo("Success");
    }

    @Test
    void whatEndedWellInAResourceStaysThoughItCouldNotBeOpenedAgain() {
        BROKEN.add("second");
        FlowRun first = queries().run(options("a"));
        calls();
        BROKEN.add("open");
        assertThat(queries().resume(first.id(), options("a")).state().name()).isEqualTo("Failed");
        assertThat(calls()).containsExactly("open");
        BROKEN.clear();
        assertThat(queries().resume(first.id(), options("a")).state().name()).isEqualTo("Success");
        assertThat(calls()).containsExactly("open", "second", "close");
    }

    static List<String> names() {
        return List.of("zero", "one", "two");
    }

    @Test
    void childrenThatEndedWellInAResourceStayThoughTheResumeThatOpenedItAgainWasKilled() {
        Flow flow = Flow.define(
                "mapped",
                f -> f.resource(KilledResumeTest::open)
                        .closeWith(KilledResumeTest::close)
                        .use(connection -> f.map(
                                        KilledResumeTest::query,
                                        connection,
                                        each(f.task(KilledResumeTest::names).version("1")))
                                .version("1")));
        BROKEN.add("one");
        FlowRun first = flow.run(options("a"));
        killWhileItRuns("open", first.id(), "open", "a", "b");
        flow.resume(first.id(), options("a"));
        BROKEN.clear();
        calls();
        FlowRun second = flow.resume(first.id(), options("b"));
        assertThat(calls()).containsExactly("open", "one", "close");
        assertThat(second.task("query").value()).isEqualTo(List.of(1, 1, 1));
    }

    record Pair(int left, int right) {}

    static Pair taken() {
        call("taken");
        return new Pair(1, 2);
    }

    static boolean wanted() {
        return true;
    }

    static int left(Pair pair) {
        call("left");
        return pair.left();
    }

    static int after(String name, int number) {
        call(name);
        return number + 1;
    }

    private static Flow merges(boolean asks) {
        return Flow.define("merges", f -> {
            Output<Boolean> wanted = f.task(KilledResumeTest::wanted).version("1");
            Output<Integer> merged = f.branch(
                    wanted,
                    () -> f.task(KilledResumeTest::taken).version("1").get(KilledResumeTest::left),
                    () -> f.task(KilledResumeTest::after, value("other"), value(1))
                            .named("other")
                            .version("1"));
            if (asks) {
                f.approval("Is it?").showing(merged).named("ask");
            }
            f.task(KilledResumeTest::after, value("first"), merged)
                    .named("first")
                    .version("1");
            f.task(KilledResumeTest::after, value("second"), merged)
                    .named("second")
                    .version("1");
        });
    }

    @Test
    void whatReadAMergeAndEndedWellStaysThoughTheResumeThatReadItAgainWasKilled() {
        BROKEN.add("second");
        FlowRun first = merges(false).run(options("a"));
        killWhileItRuns("left", first.id(), "merge", "a", "b");
        merges(false).resume(first.id(), options("a"));
        BROKEN.clear();
        calls();
        FlowRun second = merges(false).resume(first.id(), options("b"));
        assertThat(calls()).containsExactly("left", "second");
        assertThat(second.state().name()).isEqualTo("Success");
    }

    @Test
    void whoWasAskedAboutAMergeIsNotAskedAgainThoughTheResumeThatReadItAgainWasKilled() throws InterruptedException {
        BROKEN.add("second");
        FlowRun first = merges(true).run(options("a"));
        copy(directory.resolve("a"), directory.resolve("b")); // the first waits
        killWhileItRuns("left", first.id(), "merge", "b", "c");
        FlowRun second = merges(true).resume(first.id(), options("b"));
        BROKEN.clear();
        calls();
        List<String> changes = Collections.synchronizedList(new ArrayList<>());
        FlowRun third = merges(true).resume(first.id(), options("c").onStateChange(change -> {
            if (change.task().equals("ask")) {
                changes.add(change.to().name());
            }
        }));
        assertThat(calls()).containsExactly("left", "second");
        assertThat(changes).as("it goes on to wait").isEmpty();
        third.answer("ask", new Approval(true, "", "ada"));
        third.await();
        assertThat(third.state().name()).isEqualTo("Success");
        first.cancel("no more");
        second.cancel("no more");
    }
}
