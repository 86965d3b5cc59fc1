package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.secret;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.run.Logged;
import dev.reeve.spi.SettableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on after they ended, from their records. */
final class ResumesTest {
    private static final AtomicBoolean BROKEN = new AtomicBoolean();
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @BeforeEach
    void allIsBroken() {
        BROKEN.set(true);
        CALLS.set(0);
        LOG.clear();
    }

    private RunOptions recorded() {
        return RunOptions.DEFAULT
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")));
    }

    private static int counted(int n) {
        return n + CALLS.incrementAndGet();
    }

    private static int checked(int n) {
        if (BROKEN.get()) {
            throw new IllegalStateException("not yet");
        }
        return n;
    }

    private static int checkedSum(List<Integer> numbers) {
        return checked(Bodies.sum(numbers));
    }

    // 40
    @Test
    void childrenWhoseResultsAreGoneAreMadeAgain() {
        Flow flow = Flow.define("children", f -> {
            Output<List<Integer>> doubled = f.map(Bodies::twice, each(List.of(1, 2, 3)));
            f.task(ResumesTest::checkedSum, doubled);
        });
        RunOptions forgetful = recorded().results(ResultStores.memory());
        FlowRun first = flow.run(forgetful);
        assertThat(first.state().name()).isEqualTo("Failed");
        BROKEN.set(false);
        FlowRun second = flow.resume(first.id(), forgetful.results(ResultStores.memory()));
        assertThat(Seen.children(second, "twice")).containsExactly("Success", "Success", "Success");
        assertThat(second.task("twice").children().getFirst().attempts()).isEqualTo(2);
        assertThat(second.task("checked_sum").value()).isEqualTo(12);
        assertThat(second.state().name()).isEqualTo("Success");
    }

    /** Unless a later run has put another result in its place, which is then as good as any cached one. */
    // 49
    @Test
    void whatTheRunHadIsUsedAgainHoweverOldTheCacheSaysItIs() {
        SettableTime time = Seen.morning();
        RunOptions options = recorded().time(time);
        Flow flow = Flow.define("cached", f -> {
            Output<Integer> made = f.task(ResumesTest::counted, value(0))
                    .cacheFor(Duration.ofHours(1))
                    .keep();
            f.task(ResumesTest::checked, made);
        });
        FlowRun first = flow.run(options);
        time.advance(Duration.ofHours(2));
        FlowRun again = flow.resume(first.id(), options);
        assertThat(Seen.history(again.task("counted"))).endsWith("Running", "Success");
        assertThat(CALLS).hasValue(1);
        assertThat(flow.run(options).task("counted").value()).isEqualTo(2);
        BROKEN.set(false);
        FlowRun replaced = flow.resume(first.id(), options);
        assertThat(Seen.state(replaced, "counted")).isEqualTo("Cached");
        assertThat(replaced.task("checked").value()).isEqualTo(2);
        assertThat(CALLS).hasValue(2);
    }

    private static String open(Secret password) {
        return logged("open " + password.reveal());
    }

    private static String query(String connection) {
        logged("query");
        checked(0);
        return "rows";
    }

    private static void close(String connection) {
        logged("close");
    }

    private static String logged(String what) {
        LOG.add(what);
        return what;
    }

    /** Elsewhere set up again whatever became of the block; here only for tasks that run again. */
    // 89
    @Test
    void aResourceIsOpenedAgainWithAFreshSecretForTasksThatRunAgain() {
        Flow flow = Flow.define(
                "resource",
                f -> f.resource(ResumesTest::open, secret("password"))
                        .closeWith(ResumesTest::close)
                        .use(connection -> f.task(ResumesTest::query, connection)));
        FlowRun first = flow.run(recorded().secrets(name -> Optional.of("old")));
        assertThat(first.state().name()).isEqualTo("Failed");
        BROKEN.set(false);
        RunOptions later = recorded().secrets(name -> Optional.of("new"));
        assertThat(flow.resume(first.id(), later).state().name()).isEqualTo("Success");
        assertThat(LOG).containsExactly("open old", "query", "close", "open new", "query", "close");
        assertThat(flow.resume(first.id(), later).state().name()).isEqualTo("Success");
        assertThat(LOG).as("nothing ran again").hasSize(6);
    }

    /** Elsewhere the task waits in a state of its own; here the run goes on, and its log says what it will lack. */
    // 94
    @Test
    void aRunWhoseRecordCannotBeWrittenGoesOn() throws IOException {
        Files.writeString(directory.resolve("runs"), "in the way");
        try (Logged log = new Logged()) {
            FlowRun run = Flow.define("unrecorded", f -> f.task(Bodies::yes)).run(recorded());
            assertThat(run.state().name()).isEqualTo("Success");
            assertThat(Seen.history(run.task("yes"))).containsExactly("Pending", "Queued", "Running", "Success");
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("WARN run " + run.id())
                            && line.contains("has no record, so it cannot be resumed"));
        }
    }
}
