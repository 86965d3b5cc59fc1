package dev.reeve.agent;

import static dev.reeve.Inputs.with;
import static dev.reeve.agent.ShortPauses.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.api.Bundle;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventKind;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.JournalPage;
import dev.reeve.client.UnavailableException;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.StructureHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process that carries out runs for a server. */
final class RunnerTest {
    private static final AtomicInteger BODIES = new AtomicInteger();
    private static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger AT_ONCE = new AtomicInteger();
    private static volatile CountDownLatch began = new CountDownLatch(1);

    @TempDir
    Path directory;

    private FakeServer server;
    private Path jar;

    static int first(int n) {
        BODIES.incrementAndGet();
        return n + 1;
    }

    static int second(int n) {
        BODIES.incrementAndGet();
        return 2 * n;
    }

    static int hangs(int n) throws InterruptedException {
        began.countDown();
        new CountDownLatch(1).await();
        return n;
    }

    private static Flow flow() {
        return Flow.define("shop", f -> {
            Output<Integer> n = f.parameter("n", 1);
            f.task(RunnerTest::second, f.task(RunnerTest::first, n));
        });
    }

    private static Flow hanging() {
        return Flow.define("shop", f -> f.task(RunnerTest::hangs, f.parameter("n", 1)));
    }

    @BeforeEach
    void prepare() throws IOException {
        BODIES.set(0);
        TOLD.clear();
        began = new CountDownLatch(1);
        server = new FakeServer();
        jar = Files.writeString(directory.resolve("shop.jar"), "a jar");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ClaimedRun claimed(Flow flow, Map<String, Object> parameters) throws IOException {
        return claimed(StructureHash.of(flow.graph()), BundleFiles.sum(jar), parameters);
    }

    private ClaimedRun claimed(String structure, String sum, Map<String, Object> parameters) {
        Bundle bundle = new Bundle(jar.toUri().toString(), sum, "Shop.flow", "here");
        return new ClaimedRun(
                "run-1",
                "a {brace}",
                1,
                "key of run-1",
                "Demo",
                "shop",
                1,
                structure,
                bundle,
                parameters,
                List.of(),
                null,
                null,
                false);
    }

    private Runner runner(Flow flow) {
        return new Runner(setup(flow), SHORT);
    }

    private RunnerSetup setup(Flow flow) {
        RunOptions options = RunOptions.DEFAULT
                .executor(TaskExecutors.threads(2))
                .checkpointing(true)
                .results(ResultStores.files(directory.resolve("results")));
        return new RunnerSetup(
                server.address(), directory.resolve("spool"), "here", (file, entry) -> flow, options, new RunLogs());
    }

    private static String message(FakeRun run) {
        Event last = run.events.getLast();
        return last.to() == null ? "" : String.valueOf(last.to().message());
    }

    @Test
    void aRunIsCarriedOutAndToldWhole() throws Exception {
        FakeRun run = server.add(claimed(flow(), Map.of("n", 20)));
        assertThat(runner(flow()).execute("run-1", "key of run-1")).isTrue();
        assertThat(run.state()).isEqualTo("Success");
        assertThat(server.events(run))
                .filteredOn(event -> event.kind() == EventKind.STATE && event.to() != null && event.node() == 1)
                .extracting(event -> event.to().name())
                .containsExactly("Queued", "Running", "Success");
        assertThat(server.events(run))
                .filteredOn(event -> event.kind() == EventKind.STORED)
                .hasSize(2);
        Event stored = server.events(run).stream()
                .filter(event -> event.kind() == EventKind.STORED && event.node() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(directory.resolve("results").resolve(String.valueOf(stored.key())))
                .exists();
        assertThat(server.violations()).isEmpty();
        assertThat(BODIES).hasValue(2);
    }

    static String day() {
        TaskRun run = TaskRun.current();
        TOLD.add(run.taskRunName() + " " + run.zone() + " " + run.scheduledTime() + " "
                + run.dataInterval().from());
        return "";
    }

    @Test
    void runOfAScheduleTellsTheDayAsItsScheduleDoes() throws Exception {
        Flow nightly = Flow.define("shop", f -> f.task(RunnerTest::day).runNamed("of {today}, not {today_utc}"));
        Instant midnight = Instant.parse("2026-03-20T11:00:00Z");
        ClaimedRun plain = claimed(nightly, Map.of());
        server.add(new ClaimedRun(
                plain.runId(),
                plain.name(),
                1,
                plain.runKey(),
                plain.project(),
                plain.flow(),
                1,
                plain.structureHash(),
                plain.bundle(),
                plain.parameters(),
                plain.labels(),
                midnight,
                "Pacific/Auckland",
                new dev.reeve.api.DataInterval(midnight.minusSeconds(86_400), midnight),
                false,
                null));

        assertThat(runner(nightly).execute("run-1", "key of run-1")).isTrue();

        assertThat(TOLD)
                .containsExactly(
                        "of 2026-03-21, not 2026-03-20 Pacific/Auckland 2026-03-20T11:00:00Z 2026-03-19T11:00:00Z");
    }

    private static Flow outer() {
        return Flow.define("shop", f -> {
            Output<Integer> made = f.task(RunnerTest::first, f.parameter("n", 1));
            ResultFlow<Integer> inner =
                    Flow.returning("inner", g -> g.task(RunnerTest::second, g.parameter("secretive", Integer.class)));
            f.subflow(inner, with("secretive", made)).named("sub");
        });
    }

    @Test
    void aFlowWithinAFlowIsToldInBetweenWithoutWhatOtherTasksReturned() throws Exception {
        FakeRun run = server.add(claimed(outer(), Map.of("n", 123_454_320)));
        assertThat(runner(outer()).execute("run-1", "key of run-1")).isTrue();
        String inner = "run-1.sub.1";
        List<Event> events = server.events(run);

        assertThat(events)
                .filteredOn(event -> inner.equals(event.within()) && event.to() != null)
                .extracting(
                        event -> event.node() + " " + String.valueOf(event.to()).replaceAll(".*?name=(\\w+).*", "$1"))
                .containsExactly("-1 Running", "0 Queued", "0 Running", "0 Success", "-1 Success");
        Event opened = events.stream()
                .filter(event -> event.inner() != null)
                .findFirst()
                .orElseThrow();
        assertThat(opened.inner()).satisfies(place -> {
            assertThat(place.parent()).isNull();
            assertThat(place.node()).isEqualTo(1);
            assertThat(place.attempt()).isEqualTo(1);
            assertThat(place.flow()).isEqualTo("inner");
            assertThat(place.graph().nodes()).hasSize(1);
        });
        int ended = events.indexOf(events.stream()
                .filter(event -> inner.equals(event.within()) && event.node() < 0 && event.to() != null)
                .reduce((before, last) -> last)
                .orElseThrow());
        assertThat(events.subList(ended, events.size()))
                .anyMatch(event -> event.within() == null && event.node() == 1 && event.to() != null);

        List<JournalEntry> told =
                events.stream().map(event -> new JournalEntry(1, 0, event)).toList();
        Path records = directory.resolve("told");
        RetoldRuns.write(records, "run-1", "name", "shop", 1, after -> new JournalPage(told, null));
        RecordedRun retold = Records.in(records).read(inner).orElseThrow();
        assertThat(retold.state().isSuccessful()).isTrue();
        assertThat(retold.opening().parameters())
                .singleElement()
                .satisfies(parameter -> assertThat(parameter.toString()).doesNotContain("123454321"));
    }

    static int approved(int n, Approval approval) {
        TOLD.add("approved: " + approval.comment());
        began.countDown();
        return n;
    }

    static int busy(int n) throws InterruptedException {
        began.await(); // for what is done once somebody answered
        return n;
    }

    private static Flow askingInside() {
        ResultFlow<Integer> deep = Flow.returning("deep", f -> {
            Output<Approval> approval = f.approval("Publish?").named("ask");
            return f.task(RunnerTest::approved, f.parameter("n", 1), approval);
        });
        ResultFlow<List<Integer>> middle = Flow.returning("middle", f -> {
            Output<List<Integer>> all = f.task(() -> List.of(7, 8)).named("all");
            return f.fanOut(all, one -> f.subflow(deep, with("n", one)).named("in"))
                    .named("each");
        });
        return Flow.define("shop", f -> {
            f.task(RunnerTest::busy, f.parameter("n", 1));
            f.subflow(middle).named("sub");
        });
    }

    @Test
    void whatAFlowWithinAFlowAsksIsToldAtOnceAndItGoesOnWhileOtherTasksRun() throws Exception {
        began = new CountDownLatch(2);
        FakeRun run = server.add(claimed(askingInside(), Map.of()));
        FutureTask<Boolean> running =
                new FutureTask<>(() -> runner(askingInside()).execute("run-1", "key of run-1"));
        Thread.ofPlatform().start(running);

        server.await(
                run,
                known -> known.events.stream()
                                .filter(event -> event.kind() == EventKind.ASKED)
                                .count()
                        == 2);
        assertThat(server.events(run))
                .filteredOn(event -> event.kind() == EventKind.ASKED)
                .allSatisfy(event -> assertThat(event.within()).isNull())
                .extracting(event -> event.node() + " " + event.question().task())
                .containsExactlyInAnyOrder("1 sub/each[0]/in/ask", "1 sub/each[1]/in/ask");
        assertThat(run.state()).isEqualTo("Running");
        server.answer(run, "sub/each[1]/in/ask", Map.of("approved", true, "comment", "first", "by", "ann"));
        server.answer(run, "sub/each[0]/in/ask", Map.of("approved", true, "comment", "second", "by", "ann"));

        assertThat(running.get()).isTrue();
        assertThat(TOLD).containsExactlyInAnyOrder("approved: first", "approved: second");
        assertThat(run.state()).isEqualTo("Success");
        assertThat(server.events(run))
                .filteredOn(event -> event.kind() == EventKind.HEARD)
                .hasSize(2);
    }

    static int alone(int n) {
        if (AT_ONCE.incrementAndGet() > 1) {
            throw new IllegalStateException("another one goes on");
        }
        BODIES.incrementAndGet();
        Thread.yield();
        AT_ONCE.decrementAndGet();
        return n;
    }

    @Test
    void tasksWithATagBeginWhenTheServerHasAPlaceForThem() throws Exception {
        Flow tagged = Flow.define("shop", f -> {
            for (int i = 0; i < 8; i++) {
                f.task(RunnerTest::alone, f.parameter("n" + i, 1))
                        .named("t" + i)
                        .tags("api");
            }
        });
        FakeRun run = server.add(claimed(tagged, Map.of()));

        assertThat(runner(tagged).execute("run-1", "key of run-1")).isTrue();

        assertThat(run.state()).isEqualTo("Success");
        assertThat(BODIES).hasValue(8);
    }

    @Test
    void codeThatIsNotWhatWasRegisteredIsNotLoaded() throws Exception {
        FakeRun run = server.add(claimed(StructureHash.of(flow().graph()), "0".repeat(64), Map.of()));
        assertThat(runner(flow()).execute("run-1", "key of run-1")).isFalse();
        assertThat(run.state()).isEqualTo("Crashed");
        assertThat(message(run)).contains("is not what was registered").contains("register it again");
    }

    @Test
    void aFlowOfAnotherStructureDoesNotBegin() throws Exception {
        FakeRun run = server.add(claimed(hanging(), Map.of()));
        assertThat(runner(flow()).execute("run-1", "key of run-1")).isFalse();
        assertThat(run.state()).isEqualTo("Crashed");
        assertThat(message(run)).contains("not built as it was registered");
        assertThat(BODIES).hasValue(0);
    }

    @Test
    void aParameterThatCannotBeReadIsNamed() throws Exception {
        FakeRun run = server.add(claimed(flow(), Map.of("n", List.of("x"))));
        assertThat(runner(flow()).execute("run-1", "key of run-1")).isFalse();
        assertThat(message(run)).contains("Parameter \"n\" is [\"x\"] and cannot be read as");
        assertThat(BODIES).hasValue(0);
    }

    @Test
    void codeOfAnotherHostIsNotLookedFor() throws Exception {
        Bundle bundle = new Bundle(jar.toUri().toString(), BundleFiles.sum(jar), "Shop.flow", "elsewhere");
        FakeRun run = server.add(new ClaimedRun(
                "run-1",
                "n",
                1,
                "key of run-1",
                "Demo",
                "shop",
                1,
                "h",
                bundle,
                Map.of(),
                List.of(),
                null,
                null,
                false));
        assertThat(runner(flow()).execute("run-1", "key of run-1")).isFalse();
        assertThat(message(run)).contains("on host elsewhere, and this is here");
    }

    @Test
    void aRunThatTheServerCancelsEndsCancelled() throws Exception {
        FakeRun run = server.add(claimed(hanging(), Map.of()));
        FutureTask<Boolean> running = new FutureTask<>(() -> runner(hanging()).execute("run-1", "key of run-1"));
        Thread.ofPlatform().start(running);
        began.await();
        server.cancel(run, "not wanted"); // told with the answer to the next request, which an idle run makes as well
        assertThat(running.get()).isFalse();
        assertThat(run.state()).isEqualTo("Cancelled");
    }

    @Test
    void aRunThatIsGivenNoTimeToStopEndsAtOnceAlthoughItsTaskHangs() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Flow stubborn = Flow.define(
                "shop",
                f -> f.action(() -> {
                            began.countDown();
                            while (over.getCount() > 0) {
                                try {
                                    over.await();
                                } catch (InterruptedException e) {
                                    // that is the point
                                }
                            }
                        })
                        .named("hangs"));
        FakeRun run = server.add(claimed(stubborn, Map.of()));
        FutureTask<Boolean> running = new FutureTask<>(() -> runner(stubborn).execute("run-1", "key of run-1"));
        Thread.ofPlatform().start(running);
        began.await();
        server.cancel(run, "at once", 0);
        assertThat(running.get()).isFalse();
        assertThat(run.state()).isEqualTo("Cancelled");
        over.countDown();
    }

    @Test
    void aRunThatIsAnothersNowIsStoppedAndTellsNothingMore() throws Exception {
        FakeRun run = server.add(claimed(hanging(), Map.of()));
        FutureTask<Boolean> running = new FutureTask<>(() -> runner(hanging()).execute("run-1", "key of run-1"));
        Thread.ofPlatform().start(running);
        began.await();
        server.await(run, known -> "Running".equals(known.state()));
        server.fence(run);
        assertThat(running.get()).isFalse();
        assertThat(run.state()).isEqualTo("Running");
    }

    @Test
    void nothingOfARunBeginsWhileTheServerDoesNotKnowThatItDoes() throws Exception {
        FakeRun run = server.add(claimed(flow(), Map.of()));
        Runner runner = runner(flow());
        server.away(true);
        FutureTask<Boolean> running =
                new FutureTask<>(() -> runner.execute(run.claimed, "key of run-1", Lease.unlimited()));
        Thread.ofPlatform().start(running);
        server.awaitRequests(3);
        assertThat(BODIES).hasValue(0);
        server.away(false);
        assertThat(running.get()).isTrue();
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void aRunnerWithoutAnAgentWaitsForTheServerToTellWhatThereIsToDo() throws Exception {
        FakeRun run = server.add(claimed(flow(), Map.of()));
        server.away(true);
        FutureTask<Boolean> running = new FutureTask<>(() -> runner(flow()).execute("run-1", "key of run-1"));
        Thread.ofPlatform().start(running);
        server.awaitTurnedAway(2);
        assertThat(BODIES).hasValue(0);
        server.away(false);
        assertThat(running.get()).isTrue();
        assertThat(run.state()).isEqualTo("Success");
        assertThat(BODIES).hasValue(2);
    }

    @Test
    void aServerThatIsAwayForTooLongIsGivenUp() {
        server.add(claimed(StructureHash.of(flow().graph()), "0".repeat(64), Map.of()));
        server.away(true);
        Pauses brief =
                new Pauses(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        Runner runner = new Runner(setup(flow()), brief, Duration.ofMillis(20));
        assertThatThrownBy(() -> runner.execute("run-1", "key of run-1")).isInstanceOf(UnavailableException.class);
        assertThat(BODIES).hasValue(0);
    }
}
