package dev.reeve.engine.spill;

import static dev.reeve.Inputs.streamed;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskNode;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class StreamsTest {
    record Row(int number, String text) {}

    private static final AtomicInteger CLOSED = new AtomicInteger();
    private static final AtomicInteger OPENED = new AtomicInteger();
    private static volatile CountDownLatch ended = new CountDownLatch(1);

    @TempDir
    private Path home;

    @BeforeEach
    void nothingIsOpen() {
        CLOSED.set(0);
        OPENED.set(0);
        ended = new CountDownLatch(1);
    }

    static Stream<Row> rows(int width) {
        OPENED.incrementAndGet();
        return IntStream.range(0, width).mapToObj(i -> new Row(i, "row " + i)).onClose(CLOSED::incrementAndGet);
    }

    static Stream<Row> brokenAtFirst(int width) {
        boolean first = OPENED.incrementAndGet() == 1;
        return IntStream.range(0, width)
                .mapToObj(i -> {
                    if (first && i == width / 2) {
                        throw new IllegalStateException("the line was cut");
                    }
                    return new Row(i, "row " + i);
                })
                .onClose(CLOSED::incrementAndGet);
    }

    static Stream<Integer> endless() {
        return Stream.iterate(0, i -> i + 1).onClose(CLOSED::incrementAndGet).onClose(() -> ended.countDown());
    }

    static int number(Row row) {
        return row.number();
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(i -> i).sum();
    }

    static long count(Stream<Row> rows) {
        return rows.count();
    }

    static Stream<String> letters(Row row) {
        return Stream.of("a", "b").map(letter -> letter + row.number());
    }

    static long lengths(List<Stream<String>> all) {
        return all.stream().mapToLong(Stream::count).sum();
    }

    private static ResultFlow<Integer> summing(int width) {
        return Flow.returning(
                "summing",
                f -> f.task(
                        StreamsTest::sum,
                        f.map(StreamsTest::number, streamed(f.task(StreamsTest::rows, value(width))))));
    }

    @Test
    void aTaskRunsForEachElement() {
        assertThat(summing(5000).run().result())
                .isEqualTo(IntStream.range(0, 5000).sum());
        assertThat(CLOSED).hasValue(1);
    }

    @Test
    void aTaskRunsForEachElementThatIsOnDisk() throws Exception {
        assertThat(new Tight(home).run(summing(5000)).flowResult().value())
                .isEqualTo(IntStream.range(0, 5000).sum());
    }

    @Test
    void aStreamWithoutElementsIsAnEmptyList() {
        assertThat(summing(0).run().result()).isZero();
    }

    @Test
    void whoeverReadsAStreamGetsOneOfItsOwn() {
        Flow flow = Flow.define("readers", f -> {
            TaskNode<Stream<Row>> rows = f.task(StreamsTest::rows, value(10)).keep();
            f.task(StreamsTest::count, rows).named("first");
            f.task(StreamsTest::count, rows).named("second");
        });
        FlowRun run = flow.run();
        assertThat(run.task("first").value()).isEqualTo(10L);
        assertThat(run.task("second").value()).isEqualTo(10L);
        assertThat((Stream<?>) run.task("rows").value()).hasSize(10);
        assertThat((Stream<?>) run.task("rows").value()).hasSize(10);
        assertThat(OPENED).hasValue(1);
    }

    @Test
    void childrenMayReturnStreams() {
        ResultFlow<Long> flow = Flow.returning(
                "nested",
                f -> f.task(
                        StreamsTest::lengths,
                        f.map(StreamsTest::letters, streamed(f.task(StreamsTest::rows, value(10))))));
        assertThat(flow.run().result()).isEqualTo(20);
    }

    @Test
    void aStreamThatBreaksFailsTheTaskThatReturnedItAndIsRetried() {
        ResultFlow<Integer> flow = Flow.returning("broken", f -> {
            Output<Stream<Row>> rows =
                    f.task(StreamsTest::brokenAtFirst, value(100)).retries(1, Duration.ZERO);
            return f.task(StreamsTest::sum, f.map(StreamsTest::number, streamed(rows)));
        });
        assertThat(flow.run().result()).isEqualTo(IntStream.range(0, 100).sum());
        assertThat(OPENED).hasValue(2);
        assertThat(CLOSED).hasValue(2);
    }

    @Test
    void aStreamWithoutEndFailsItsTask() throws Exception {
        Flow flow = Flow.define("endless", f -> f.map(Math::abs, streamed(f.task(StreamsTest::endless))));
        RunView run = new Tight(home, "REEVE_RESULTS_STREAM_LIMIT", "1000").run(flow);
        State state = run.state(flow.graph().node("endless").orElseThrow().index(), -1);
        assertThat(state).isInstanceOf(State.Failed.class);
        assertThat(((State.Failed) state).failure().oneLine())
                .contains("\"endless\"")
                .contains("has not ended after 1000 elements")
                .contains("results.stream-limit");
        assertThat(CLOSED).hasValue(1);
    }

    @Test
    void aStreamOfExactlyTheLimitIsFine() throws Exception {
        assertThat(new Tight(home, "REEVE_RESULTS_STREAM_LIMIT", "1000")
                        .run(summing(1000))
                        .flowResult()
                        .value())
                .isEqualTo(IntStream.range(0, 1000).sum());
    }

    @Test
    void aTimeoutEndsAStream() throws Exception {
        Flow flow = Flow.define(
                "timed",
                f -> f.map(Math::abs, streamed(f.task(StreamsTest::endless).timeout(Duration.ofMillis(50)))));
        FlowRun run = flow.run();
        assertThat(run.task("endless").state()).isInstanceOf(State.TimedOut.class);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue(); // by a thread that nobody waits for any more
    }

    @Test
    void aStreamIsNotStoredAndWhatIsMadeOfItIs() {
        RunOptions options = RunOptions.DEFAULT
                .results(ResultStores.files(home.resolve("results")))
                .checkpointing(true);
        FlowRun run = summing(10).run(options);
        RunView view = run.view();
        assertThat(run.state()).isInstanceOf(State.Success.class);
        int rows = run.flow().graph().node("rows").orElseThrow().index();
        int number = run.flow().graph().node("number").orElseThrow().index();
        assertThat(view.result(rows, -1).stored()).isEmpty();
        assertThat(view.result(number, 3).stored()).isNotEmpty();
    }
}
