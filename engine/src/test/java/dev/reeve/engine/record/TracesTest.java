package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Inputs;
import dev.reeve.RunOptions;
import dev.reeve.engine.run.Journal;
import dev.reeve.spi.SettableTime;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where attempts failed is in the record, for whoever reads it later. */
final class TracesTest {
    @TempDir
    Path directory;

    static int half(int number) {
        if (number % 2 == 1) {
            throw new IllegalStateException("odd", new IllegalArgumentException("it is " + number));
        }
        return number / 2;
    }

    private static volatile Thread hanging = Thread.currentThread();

    static void hang() throws InterruptedException {
        hanging = Thread.currentThread();
        new CountDownLatch(1).await();
    }

    private static boolean hangs() {
        return Arrays.stream(hanging.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(CountDownLatch.class.getName()));
    }

    static void once(Path mark) throws IOException {
        if (!Files.exists(mark)) {
            Files.createFile(mark);
            throw new IOException("not yet");
        }
    }

    private RecordedRun recorded(FlowRun run) throws IOException {
        return Records.in(directory).read(run.id()).orElseThrow();
    }

    @Test
    void aFailedChildHasItsTraceWithCauses() throws IOException {
        Flow flow = Flow.define("halves", f -> f.map(TracesTest::half, Inputs.each(Inputs.value(List.of(2, 3)))));
        RecordedTask half = recorded(flow.run(RunOptions.DEFAULT.recordsIn(directory)))
                .task("half")
                .orElseThrow();
        RecordedTrace trace = half.trace(1).orElseThrow();
        assertThat(trace.epoch()).isEqualTo(1);
        assertThat(trace.attempt()).isEqualTo(1);
        assertThat(trace.text())
                .startsWith("java.lang.IllegalStateException: odd")
                .contains("\tat " + TracesTest.class.getName() + ".half(TracesTest.java:")
                .contains("Caused by: java.lang.IllegalArgumentException: it is 3");
        assertThat(half.trace(0)).isEmpty();
        assertThat(half.traces(-1)).isEmpty();
    }

    @Test
    void aTimeoutSaysWhereTheThreadStood() throws Exception {
        SettableTime time = new SettableTime(Instant.EPOCH);
        Flow flow = Flow.define("hangs", f -> f.action(TracesTest::hang).timeout(Duration.ofHours(1)));
        FlowRun run = flow.start(RunOptions.DEFAULT.recordsIn(directory).time(time));
        while (!hangs()) { // before that its time would be up while it stands elsewhere
            Thread.onSpinWait();
        }
        time.advance(Duration.ofHours(1));
        RecordedTask hang = recorded(run.await()).task("hang").orElseThrow();
        assertThat(hang.state(-1)).isInstanceOf(State.TimedOut.class);
        assertThat(hang.trace(-1).orElseThrow().text())
                .startsWith("Its thread stood here when its time was up:")
                .contains("CountDownLatch.await")
                .contains(TracesTest.class.getName() + ".hang");
    }

    @Test
    void anAttemptThatWasRetriedLeavesItsTraceThoughTheTaskEndedWell() throws IOException {
        Path mark = directory.resolve("mark");
        Flow flow = Flow.define(
                "again",
                f -> f.action(TracesTest::once, f.parameter("mark", mark)).retries(1, Duration.ZERO));
        RecordedTask once = recorded(flow.run(RunOptions.DEFAULT.recordsIn(directory)))
                .task("once")
                .orElseThrow();
        assertThat(once.state(-1)).isEqualTo(State.Success.PLAIN);
        assertThat(once.trace(-1)).isEmpty();
        assertThat(once.traces(-1))
                .singleElement()
                .satisfies(trace -> assertThat(trace.text()).startsWith("java.io.IOException: not yet"));
    }

    @Test
    void tracesOfMillionsOfFailuresDoNotFillTheDisk() throws IOException {
        HeapRecords disk = new HeapRecords();
        Journal journal = new Recorder(new Records(disk), Written.AT_ONCE).begin(Written.opening(1), Written.graph());
        journal.changed(1, -1, State.Pending.NOW, new State.Mapped(2), Written.BEGAN);
        String long64 = "x".repeat(64 * 1024);
        for (int i = 0; i < 1_000; i++) {
            journal.failed(1, i % 2, 1, long64);
            journal.publish();
        }
        journal.rest(true);
        assertThat(disk.bytes(RunFiles.name(Written.ID))).hasSizeBetween(15 << 20, 17 << 20);
    }
}
