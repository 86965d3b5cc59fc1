package dev.reeve.engine;

import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.Recorder;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.WritingThreads;
import dev.reeve.engine.time.SystemTime;
import java.nio.file.Path;
import java.time.Instant;

/** What writes the records of a process, what they say of it, and the clock of the files. Thread-safe. */
public interface RecordPlaces {
    /** What writes records to a directory. Asked once for each. */
    Recorder in(Path directory);

    /**
     * Whether other processes of this machine see the same files: then runs take answers that people give in them, and
     * with an old record the results of its run go.
     */
    default boolean shared() {
        return false;
    }

    /** The same, and whoever hands runs the answers that people give in other processes is told when one waits. */
    default Recorder in(Path directory, Runnable waiting) {
        return in(directory);
    }

    /** The time of the files, which is not that of a run. */
    Instant now();

    /** What records say of the process. */
    Opening.Runner process();

    /** Files of this machine, written by threads of this process. */
    static RecordPlaces ofThisProcess() {
        WritingThreads threads = WritingThreads.ofThisProcess();
        return new RecordPlaces() {
            @Override
            public Recorder in(Path directory) {
                return in(directory, () -> {});
            }

            @Override
            public boolean shared() {
                return true;
            }

            @Override
            public Recorder in(Path directory, Runnable waiting) {
                return new Recorder(Records.in(directory), threads, waiting);
            }

            @Override
            public Instant now() {
                return new SystemTime().now();
            }

            @Override
            public Opening.Runner process() {
                return ThisProcess.found();
            }
        };
    }
}
