package dev.reeve.agent;

import static dev.reeve.Inputs.each;
import static dev.reeve.agent.ShortPauses.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.api.AgainTask;
import dev.reeve.api.Bundle;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventKind;
import dev.reeve.api.Question;
import dev.reeve.api.QuestionKind;
import dev.reeve.api.Reopening;
import dev.reeve.api.ReuseRule;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.record.StructureHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on in another epoch, from what the server was told of the epochs before. */
class AgainTest {
    /** The task runs that were called, by label. */
    private static final List<String> CALLED = Collections.synchronizedList(new ArrayList<>());

    private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

    private FakeServer server;
    private Path jar;

    @TempDir
    private Path directory;

    @BeforeEach
    void prepare() throws IOException {
        CALLED.clear();
        BROKEN.clear();
        server = new FakeServer();
        jar = Files.writeString(directory.resolve("shop.jar"), "a jar");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static void call() {
        TaskRun run = TaskRun.current();
        String label = run.taskName() + (run.mapIndex() < 0 ? "" : "[" + run.mapIndex() + "]");
        CALLED.add(label);
        if (BROKEN.contains(label)) {
            throw new IllegalStateException(label + " is broken");
        }
    }

    static List<Integer> pages(int count) {
        call();
        List<Integer> pages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pages.add(i);
        }
        return pages;
    }

    static int fetch(int page) {
        call();
        return page * 10;
    }

    static int sum(List<Integer> numbers) {
        call();
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    static int report(int sum) {
        call();
        return sum + 1;
    }

    static int publish(int sum, Approval approval) {
        call();
        return approval.approved() ? sum : -1;
    }

    private static Flow shop() {
        return Flow.define("shop", f -> {
            Output<List<Integer>> pages = f.task(AgainTest::pages, f.parameter("count", 3));
            Output<List<Integer>> fetched = f.map(AgainTest::fetch, each(pages));
            Output<Integer> sum = f.task(AgainTest::sum, fetched);
            f.task(AgainTest::report, sum);
        });
    }

    private static Flow asking() {
        return Flow.define("shop", f -> {
            Output<Integer> sum = f.task(AgainTest::sum, f.task(AgainTest::pages, f.parameter("count", 3)));
            Output<Approval> approval = f.approval("Publish?").named("go").after(sum);
            f.task(AgainTest::publish, sum, approval);
        });
    }

    private FakeRun begin(Flow flow) throws IOException {
        Bundle bundle = new Bundle(jar.toUri().toString(), BundleFiles.sum(jar), "Shop.flow", "here");
        return server.add(new ClaimedRun(
                "run-1",
                "a run",
                1,
                "key of run-1",
                "Demo",
                "shop",
                1,
                StructureHash.of(flow.graph()),
                bundle,
                Map.of("count", 4),
                List.of(),
                null,
                null,
                false));
    }

    /** In a runner of its own, as another process would be. */
    private boolean carryOut(Flow flow) throws InterruptedException {
        return carryOut(flow, "results");
    }

    private boolean carryOut(Flow flow, String results) throws InterruptedException {
        return runner(flow, results).execute("run-1", "key of run-1");
    }

    private Runner runner(Flow flow, String results) {
        RunOptions options = RunOptions.DEFAULT
                .executor(TaskExecutors.threads(2))
                .checkpointing(true)
                .results(ResultStores.files(directory.resolve(results)));
        return new Runner(
                new RunnerSetup(
                        server.address(),
                        directory.resolve("spool"),
                        "here",
                        (file, entry) -> flow,
                        options,
                        new RunLogs()),
                SHORT);
    }

    private static List<String> told(List<Event> events, int node, int child) {
        return events.stream()
                .filter(event -> event.kind() == EventKind.STATE && event.node() == node && event.child() == child)
                .map(event -> Objects.requireNonNull(event.to()).name())
                .toList();
    }

    private static @Nullable Question question(FakeServer server, FakeRun run) {
        return server.events(run).stream()
                .map(Event::question)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What people are told of a task that runs again. */
    private String again(FakeRun run, String task) {
        return server.events(run).stream()
                .map(Event::opening)
                .filter(Objects::nonNull)
                .flatMap(opening -> opening.again().stream())
                .filter(each -> each.task().equals(task))
                .map(AgainTask::reason)
                .findFirst()
                .orElse("");
    }

    @Test
    void whatEndedWellIsNotRunAgain() throws Exception {
        BROKEN.add("fetch[2]");
        FakeRun first = begin(shop());
        assertThat(carryOut(shop())).isFalse();
        BROKEN.clear();
        CALLED.clear();

        FakeRun second = server.reopen(first, Map.of("count", 4));
        assertThat(carryOut(shop())).isTrue();

        assertThat(CALLED).containsExactly("fetch[2]", "sum", "report");
        assertThat(second.state()).isEqualTo("Success");
        assertThat(told(server.events(second), 0, -1)).isEmpty();
        assertThat(told(server.events(second), 1, 2))
                .startsWith("Pending", "Queued")
                .endsWith("Success");
        assertThat(told(server.events(second), -1, -1)).startsWith("Running");
    }

    @Test
    void aRunnerThatDiedLeavesWhatItHadToldOf() throws Exception {
        BROKEN.add("report");
        FakeRun first = begin(shop());
        assertThat(carryOut(shop())).isFalse();
        int sumEnded = 0;
        for (int i = 0; i < first.events.size(); i++) {
            Event event = first.events.get(i);
            boolean ended = event.kind() == EventKind.STATE && event.node() == 2 && event.child() == -1;
            sumEnded = ended && Objects.requireNonNull(event.to()).name().equals("Running") ? i + 1 : sumEnded;
        }
        first.events.subList(sumEnded, first.events.size()).clear(); // it died while sum ran
        BROKEN.clear();
        CALLED.clear();

        FakeRun second = server.reopen(first, Map.of("count", 4));
        assertThat(carryOut(shop())).isTrue();

        assertThat(CALLED).containsExactly("report"); // the result of sum was stored, only nobody had told of it
        assertThat(told(server.events(second), 2, -1)).first().isEqualTo("Pending");
        assertThat(told(server.events(second), 2, -1)).last().isEqualTo("Cached");
    }

    @Test
    void aTaskRunsAgainWithAllThatComesAfterItIfThatIsAsked() throws Exception {
        FakeRun first = begin(shop());
        assertThat(carryOut(shop())).isTrue();
        CALLED.clear();

        FakeRun second = server.reopen(first, Map.of("count", 4), new Reopening("fetch", 1, null));
        assertThat(carryOut(shop())).isTrue();
        assertThat(CALLED).containsExactly("fetch[1]", "sum", "report");
        CALLED.clear();

        server.reopen(second, Map.of("count", 4), new Reopening(null, null, ReuseRule.NOTHING));
        assertThat(carryOut(shop())).isTrue();
        assertThat(CALLED).hasSize(7);
    }

    @Test
    void resultsThatThisRunnerCannotReachAreMadeAgain() throws Exception {
        BROKEN.add("report");
        FakeRun first = begin(shop());
        assertThat(carryOut(shop())).isFalse();
        BROKEN.clear();
        CALLED.clear();

        FakeRun second = server.reopen(first, Map.of("count", 4));
        assertThat(carryOut(shop(), "elsewhere")).isTrue();
        assertThat(CALLED).contains("sum", "report");
        assertThat(again(second, "sum"))
                .startsWith("its result is needed again, and its stored result ")
                .contains("is not in the store that this process has, " + directory.resolve("elsewhere"));
    }

    @Test
    void aRunOfWhichNothingWasToldBeginsAnewUnderItsEpoch() throws Exception {
        FakeRun first = begin(shop());
        FakeRun second = server.reopen(first, Map.of("count", 4));
        assertThat(carryOut(shop())).isTrue();
        assertThat(CALLED).hasSize(7);
        assertThat(second.state()).isEqualTo("Success");
    }

    @Test
    void aRunWhoseServerIsAwayPastTheLeaseBeginsWhenItIsBack() throws Exception {
        FakeRun second = server.reopen(begin(shop()), Map.of("count", 4));
        Lease lease = Lease.unlimited();
        lease.renewedUntil(System.nanoTime());
        server.away(true);
        FutureTask<Boolean> running =
                new FutureTask<>(() -> runner(shop(), "results").execute(second.claimed, "key of run-1", lease));
        Thread.ofPlatform().start(running);
        server.awaitRequests(3);
        assertThat(running.isDone()).isFalse();
        server.away(false);
        lease.renewedUntil(System.nanoTime() + Duration.ofMinutes(1).toNanos()); // nobody had missed the agent yet
        assertThat(running.get()).isTrue();
        assertThat(second.state()).isEqualTo("Success");
        assertThat(told(server.events(second), -1, -1)).doesNotContain("Crashed");
    }

    @Test
    void aRunThatIsLostWhileItsServerIsAwayEndsWithoutAWord() throws Exception {
        FakeRun second = server.reopen(begin(shop()), Map.of("count", 4));
        Runner runner = runner(shop(), "results");
        server.away(true);
        FutureTask<Boolean> running =
                new FutureTask<>(() -> runner.execute(second.claimed, "key of run-1", Lease.unlimited()));
        Thread.ofPlatform().start(running);
        server.awaitRequests(3);
        runner.cancel("run-1", Stop.lost("its agent was not heard of in time"));
        assertThat(running.get()).isFalse();
        server.away(false);
        assertThat(second.events).isEmpty();
        assertThat(Spool.left(Spool.EVENTS, directory.resolve("spool"))).isEmpty();
    }

    @Test
    void aRunThatWaitsIsLetGoAndGoesOnWithItsAnswerInAnotherRunner() throws Exception {
        FakeRun first = begin(asking());
        assertThat(carryOut(asking())).isTrue();
        assertThat(first.state()).isEqualTo("Paused");
        assertThat(first.left).isTrue();
        Question question = Objects.requireNonNull(question(server, first));
        assertThat(question.task()).isEqualTo("go");
        assertThat(question.kind()).isEqualTo(QuestionKind.DECISION);
        CALLED.clear();

        FakeRun second = server.reopen(first, Map.of("count", 4));
        server.answer(second, "go", Map.of("approved", true, "comment", "", "by", "ann"));
        assertThat(carryOut(asking())).isTrue();

        assertThat(CALLED).containsExactly("publish");
        assertThat(second.state()).isEqualTo("Success");
        assertThat(server.events(second))
                .filteredOn(event -> event.kind() == EventKind.HEARD)
                .hasSize(1);
        assertThat(server.events(second))
                .filteredOn(event -> event.kind() == EventKind.ANSWERED)
                .extracting(Event::by)
                .containsExactly("ann");
    }
}
