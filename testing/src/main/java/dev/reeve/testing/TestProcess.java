package dev.reeve.testing;

import dev.reeve.engine.LocalFlowRunner;
import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.record.FileRecords;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordLocks;
import dev.reeve.engine.record.Recorder;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.WritingThreads;
import dev.reeve.engine.store.FileResultStore;
import dev.reeve.spi.ResultStore;
import dev.reeve.testing.disk.SimFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One process of a testbed: an engine that knows nothing of this machine's configuration, on the testbed's disk. */
final class TestProcess implements RecordPlaces {
    private static final Surroundings NOWHERE = new Surroundings(Path.of("no-such-home"), Map.of(), 2);

    private final Life life;
    private final SimFiles files;
    private final VirtualTime time;
    private final RecordWriting writing;
    private final RecordLocks locks;
    /** How many files were written whole: each has a name of its own until it is. */
    private final AtomicInteger unfinished = new AtomicInteger();

    private final LocalFlowRunner runner;

    TestProcess(Life life, TestDisk disk, VirtualTime time, TestMachine machine, RecordWriting writing) {
        this.life = life;
        this.files = new SimFiles(disk.disk(), life::require);
        this.time = time;
        this.writing = writing;
        this.locks = disk.locks(life);
        this.runner = new LocalFlowRunner(NOWHERE, machine, this);
    }

    Life life() {
        return life;
    }

    LocalFlowRunner runner() {
        return runner;
    }

    /** Where records are. */
    Path records() {
        return files.getPath("/records");
    }

    /** Results on the testbed's disk. */
    ResultStore results() {
        return new FileResultStore(files.getPath("/results"), time::now);
    }

    /** The records of all runs, as this process sees them. */
    Records recorded() {
        return recordsIn(records());
    }

    private Records recordsIn(Path directory) {
        return new Records(new FileRecords(
                directory, locks, () -> "process-" + life.number() + "-" + unfinished.incrementAndGet(), time::now));
    }

    RecordWriting writing() {
        return writing;
    }

    @Override
    public Recorder in(Path directory) {
        return new Recorder(recordsIn(directory), new WritingThreads(writing, 0, 0));
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public Opening.Runner process() {
        return new Opening.Runner("testbed", life.number(), "/", "test");
    }
}
