package dev.reeve.engine.record;

import dev.reeve.engine.run.Journal;
import dev.reeve.graph.FlowGraph;
import java.io.IOException;

/** A recorded run that this process has taken, to go on with it. Used by one thread. */
public final class TakenRecord {
    private final Recorder recorder;
    private final RecordedRun run;
    private final RecordStorage.Lock lock;

    TakenRecord(Recorder recorder, RecordedRun run, RecordStorage.Lock lock) {
        this.recorder = recorder;
        this.run = run;
        this.lock = lock;
    }

    /** The run. */
    public RecordedRun run() {
        return run;
    }

    /** Begins another epoch in the same record, from whose end what is damaged is cut off. */
    public Journal goOn(Opening opening, FlowGraph graph) throws IOException {
        return recorder.goOn(run, lock, opening, graph);
    }

    /** Gives it back untouched. */
    public void release() {
        lock.release();
    }
}
