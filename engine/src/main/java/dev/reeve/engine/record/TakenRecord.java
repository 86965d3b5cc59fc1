package dev.reeve.engine.record;

import dev.reeve.ResumePlan;
import dev.reeve.engine.run.Journal;
import dev.reeve.graph.FlowGraph;
import java.io.IOException;
import java.util.function.Supplier;

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

    /**
     * Begins another epoch in the same record, from whose end what is damaged is cut off.
     *
     * @param plan what is to run again and why, asked for by the thread that writes
     */
    public Journal goOn(Opening opening, FlowGraph graph, Supplier<ResumePlan> plan) throws IOException {
        return recorder.goOn(run, lock, opening, graph, plan);
    }

    /** Gives it back untouched. */
    public void release() {
        lock.release();
    }
}
