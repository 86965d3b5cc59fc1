package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.reeve.engine.run.Journal;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Disks that fail, and what is acknowledged when. */
final class DiskTest {
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(RecordWriter.class);
    private final HeapRecords disk = new HeapRecords();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(logged);
    }

    private RecordedRun read() throws IOException {
        return new Records(disk).read(Written.ID).orElseThrow();
    }

    @Test
    void aFullDiskIsWarnedOfOnceAndTheRecordSaysThatItIsIncomplete() throws IOException {
        Journal journal = new Recorder(new Records(disk), Written.AT_ONCE).begin(Written.opening(1), Written.graph());
        journal.changed(-1, -1, State.Pending.NOW, State.Running.FIRST, Written.BEGAN);
        journal.publish();
        disk.space(20); // some bytes of the next frame still fit
        Written.story(journal);
        journal.breathe(); // does not wait for a disk that is gone
        disk.space(1_000);
        Written.end(journal);
        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains(
                                Written.ID,
                                "is incomplete from now on, and the run goes on",
                                "No space left",
                                "records.directory"));
        RecordedRun run = read();
        assertThat(run.notes()).singleElement().asString().contains("incomplete", "could not be written after byte");
        assertThat(run.history()).hasSize(2);
        assertThat(run.alive()).isFalse();
    }

    @Test
    void aDiskThatStaysFullLeavesAWholeBeginning() throws IOException {
        Journal journal = new Recorder(new Records(disk), Written.AT_ONCE).begin(Written.opening(1), Written.graph());
        journal.changed(-1, -1, State.Pending.NOW, State.Running.FIRST, Written.BEGAN);
        journal.publish();
        disk.space(20);
        Written.story(journal);
        Written.end(journal);
        RecordedRun run = read();
        assertThat(run.history()).hasSize(2);
        assertThat(run.interrupted()).isTrue();
    }

    @Test
    void theEndIsAcknowledgedOnlyAfterTheLastFrameIsForced() throws IOException {
        Deque<Runnable> put = new ArrayDeque<>(); // a writing thread that never gets its turn
        Journal journal = new Recorder(new Records(disk), new WritingThreads(put::add, 0, 0))
                .begin(Written.opening(1), Written.graph());
        Written.story(journal);
        assertThat(read().tasks()).isEmpty();
        assertThat(disk.forces).isZero();
        Written.end(journal); // which waits, so the thread that waits does it
        assertThat(disk.forces).isEqualTo(1);
        assertThat(read().state()).isEqualTo(new State.Success("all well"));
        put.forEach(Runnable::run);
        assertThat(disk.forces).isEqualTo(1);
    }

    @Test
    void whatIsTornIsCutOffBeforeAnotherEpochIsWritten() throws IOException {
        disk.put(RunFiles.name(Written.ID), torn());
        for (String other : Written.whole().all()) {
            if (other.startsWith(StructureFiles.DIRECTORY)) {
                disk.put(other, Written.whole().bytes(other));
            }
        }
        Recorder recorder = new Recorder(new Records(disk), Written.AT_ONCE);
        TakenRecord taken = recorder.take(Written.ID).orElseThrow();
        assertThat(taken.run().notes()).singleElement().asString().contains("damaged");
        Optional<RecordStorage.Lock> second = disk.lock(RunFiles.name(Written.ID));
        assertThat(second).isEmpty();
        Journal journal = taken.goOn(Written.opening(2), Written.graph(), Written.NO_PLAN);
        journal.changed(-1, -1, State.Pending.NOW, State.Running.FIRST, Written.BEGAN.plusSeconds(100));
        Written.end(journal);
        RecordedRun run = read();
        assertThat(run.notes()).isEmpty();
        assertThat(run.openings()).extracting(Opening::epoch).containsExactly(1, 2);
        assertThat(run.state()).isEqualTo(new State.Success("all well"));
        assertThat(run.task("one").orElseThrow().state(-1)).isEqualTo(State.Success.PLAIN);
    }

    @Test
    void aRecordOfWhichNothingWasWrittenIsBegunAnewAndCannotBeResumed() throws IOException {
        disk.put(RunFiles.name(Written.ID), new byte[5]);
        Recorder recorder = new Recorder(new Records(disk), Written.AT_ONCE);
        assertThat(recorder.records().has(Written.ID)).isFalse();
        assertThatExceptionOfType(DamagedRecordException.class)
                .isThrownBy(() -> recorder.take(Written.ID))
                .withMessageContaining("Start the flow anew");
        Journal journal = recorder.begin(Written.opening(1), Written.graph());
        Written.story(journal);
        Written.end(journal);
        assertThat(read().state()).isEqualTo(new State.Success("all well"));
    }

    private static byte[] torn() throws IOException {
        byte[] whole = Written.whole().bytes(RunFiles.name(Written.ID));
        return Arrays.copyOf(whole, whole.length - 70);
    }
}
