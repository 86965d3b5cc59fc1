package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Inputs;
import dev.reeve.RunOptions;
import dev.reeve.engine.NamedWorkers;
import dev.reeve.engine.run.Journal;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which workers of a cluster called the attempts of task runs is in the record. */
final class WorkersTest {
    @TempDir
    Path directory;

    static int twice(int number) {
        return 2 * number;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    static void exists(Path mark) throws IOException {
        if (!Files.exists(mark)) {
            throw new IOException("not yet");
        }
    }

    static void once(Path mark) throws IOException {
        if (!Files.exists(mark)) {
            Files.createFile(mark);
            throw new IOException("not yet");
        }
    }

    private RunOptions onACluster() {
        return RunOptions.DEFAULT.recordsIn(directory).executor(new NamedWorkers());
    }

    private RecordedTask recorded(FlowRun run, String task) throws IOException {
        return Records.in(directory).read(run.id()).orElseThrow().task(task).orElseThrow();
    }

    private static HeapRecords disk(Told told) throws IOException {
        HeapRecords disk = new HeapRecords();
        Journal journal = new Recorder(new Records(disk), Written.AT_ONCE).begin(Written.opening(1), Written.graph());
        told.tell(journal);
        journal.publish();
        journal.rest(true);
        return disk;
    }

    private interface Told {
        void tell(Journal journal);
    }

    private static RecordedTask one(HeapRecords disk) throws IOException {
        return new Records(disk).read(Written.ID).orElseThrow().task("one").orElseThrow();
    }

    @Test
    void eachChildNamesItsWorkerInTheRecordAndInTheRun() throws IOException {
        Flow flow = Flow.define(
                "doubles",
                f -> f.task(WorkersTest::sum, f.map(WorkersTest::twice, Inputs.each(Inputs.value(List.of(1, 2))))));
        FlowRun run = flow.run(onACluster());
        RecordedTask twice = recorded(run, "twice");
        for (int child = 0; child < 2; child++) {
            String worker = run.task("twice").children().get(child).worker();
            assertThat(worker).isIn(NamedWorkers.words(1), NamedWorkers.words(2));
            assertThat(twice.workers(child)).containsExactly(new RecordedWorker(1, 1, worker));
        }
        assertThat(twice.workers(-1)).isEmpty();
        assertThat(recorded(run, "sum").worker(-1)).contains(new RecordedWorker(1, 1, NamedWorkers.words(3)));
    }

    @Test
    void aTaskThatWasTriedAgainElsewhereNamesBothWorkers() throws IOException {
        Flow flow = Flow.define(
                "again",
                f -> f.action(WorkersTest::once, f.parameter("mark", directory.resolve("mark")))
                        .retries(1, Duration.ZERO));
        FlowRun run = flow.run(onACluster());
        assertThat(recorded(run, "once").workers(-1))
                .containsExactly(
                        new RecordedWorker(1, 1, NamedWorkers.words(1)),
                        new RecordedWorker(1, 2, NamedWorkers.words(2)));
        assertThat(run.task("once").worker()).isEqualTo(NamedWorkers.words(2));
    }

    @Test
    void aRunInItsOwnProcessNamesNobody() throws IOException {
        Flow flow = Flow.define("plain", f -> f.task(WorkersTest::twice, Inputs.value(2)));
        FlowRun run = flow.run(RunOptions.DEFAULT.recordsIn(directory));
        assertThat(run.task("twice").worker()).isEmpty();
        assertThat(recorded(run, "twice").workers(-1)).isEmpty();
    }

    @Test
    void aRunThatIsResumedKeepsTheNameOfWhatItUsesAgain() throws IOException {
        Path mark = directory.resolve("mark");
        Flow flow = Flow.define("resumed", f -> {
            f.task(WorkersTest::twice, Inputs.value(2));
            f.action(WorkersTest::exists, f.parameter("mark", mark));
        });
        FlowRun first = flow.run(onACluster());
        String kept = first.task("twice").worker();
        String failed = first.task("exists").worker();
        assertThat(Set.of(kept, failed)).containsExactlyInAnyOrder(NamedWorkers.words(1), NamedWorkers.words(2));
        Files.createFile(mark);
        FlowRun second = flow.resume(first.id(), RunOptions.DEFAULT.recordsIn(directory));
        assertThat(second.task("twice").worker()).isEqualTo(kept);
        assertThat(second.task("exists").worker()).isEmpty();
        RecordedTask exists = recorded(second, "exists");
        assertThat(exists.workers(-1)).containsExactly(new RecordedWorker(1, 1, failed));
        assertThat(exists.worker(-1)).isEmpty();
        assertThat(recorded(second, "twice").worker(-1))
                .map(RecordedWorker::name)
                .contains(kept);
    }

    @Test
    void anotherWorkerThatMadeALostResultAgainTakesThePlaceOfTheFirst() throws IOException {
        RecordedTask one = one(disk(journal -> {
            journal.changed(0, -1, State.Queued.FIRST, State.Running.FIRST, Written.BEGAN);
            journal.called(0, -1, 1, "w1");
            journal.changed(0, -1, State.Running.FIRST, State.Success.PLAIN, Written.BEGAN);
            journal.called(0, -1, 1, "w2");
        }));
        assertThat(one.workers(-1)).extracting("attempt", "name").containsExactly(tuple(1, "w2"));
        assertThat(one.state(-1)).isEqualTo(State.Success.PLAIN);
    }

    @Test
    void eventsBetweenNamesAreReadAsTheyWereTold() throws IOException {
        HeapRecords disk = disk(journal -> {
            Written.story(journal);
            journal.called(1, 0, 1, "w1");
            journal.called(1, 1, 1, "w\ud83d\ude00");
            journal.changed(2, -1, State.Running.FIRST, State.Success.PLAIN, Written.BEGAN.plusSeconds(8));
            journal.publish();
            journal.called(2, -1, 1, "w1");
        });
        RecordedRun run = new Records(disk).read(Written.ID).orElseThrow();
        assertThat(run.notes()).isEmpty();
        RecordedTask many = run.task("many").orElseThrow();
        assertThat(many.worker(0)).map(RecordedWorker::name).contains("w1");
        assertThat(many.worker(1)).map(RecordedWorker::name).contains("w\ud83d\ude00");
        assertThat(run.task("last").orElseThrow().state(-1)).isEqualTo(State.Success.PLAIN);
        assertThat(run.task("last").orElseThrow().worker(-1)).isPresent();
    }

    @Test
    void aNameOfATaskThatIsNoneEndsTheRecordThere() throws IOException {
        HeapRecords disk = disk(journal -> {
            Written.story(journal);
            journal.called(7, -1, 1, "w1");
        });
        assertThat(new Records(disk).read(Written.ID).orElseThrow().notes())
                .singleElement()
                .asString()
                .contains("there is no task 7");
    }
}
