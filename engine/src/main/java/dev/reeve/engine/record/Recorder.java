package dev.reeve.engine.record;

import dev.reeve.ResumePlan;
import dev.reeve.engine.run.Journal;
import dev.reeve.graph.FlowGraph;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins the records of runs and goes on with them. Thread-safe. */
public final class Recorder {
    private final Records records;
    private final WritingThreads threads;
    private final Runnable waiting;
    private final boolean traces;

    /**
     * One that writes to these records, and asks for no stack traces: they are not the same when the same is done twice,
     * as a simulated process does it.
     */
    public Recorder(Records records, WritingThreads threads) {
        this(records, threads, () -> {}, false);
    }

    /**
     * One that writes to these records.
     *
     * @param waiting told each time that a task run begins to wait for a person; has to be quick
     */
    public Recorder(Records records, WritingThreads threads, Runnable waiting) {
        this(records, threads, waiting, true);
    }

    private Recorder(Records records, WritingThreads threads, Runnable waiting, boolean traces) {
        this.traces = traces;
        this.records = records;
        this.threads = threads;
        this.waiting = waiting;
    }

    /** The threads that write. */
    public WritingThreads threads() {
        return threads;
    }

    /** The records it writes to. */
    public Records records() {
        return records;
    }

    /**
     * A new record. Another process that looks for the run finds it when this returns.
     *
     * @throws IOException if it cannot be written
     */
    public Journal begin(Opening opening, FlowGraph graph) throws IOException {
        String name = RunFiles.name(opening.runId());
        RecordStorage.Lock lock = records.storage()
                .lock(name)
                .orElseThrow(() -> new IOException("another process has the lock of run " + opening.runId()));
        RecordStorage.Appender file = null;
        try {
            if (records.storage().exists(name) && !records.begins(name)) {
                records.storage().delete(name); // its process was killed between making the file and the first byte
            }
            file = records.storage().create(name);
            return journal(file, 0, lock, opening, graph, () -> structure(graph));
        } catch (IOException | RuntimeException e) {
            lock.release();
            if (file != null) {
                file.close();
            }
            throw e;
        }
    }

    /**
     * Takes a recorded run, so that nobody else does, and reads it.
     *
     * @return empty if it is not recorded
     * @throws IllegalStateException if it goes on at the moment; says where
     * @throws DamagedRecordException if not even the beginning of its record can be read
     */
    public Optional<TakenRecord> take(String runId) throws IOException {
        String name = RunFiles.name(runId);
        if (!records.storage().exists(name)) {
            return Optional.empty();
        }
        Optional<RecordStorage.Lock> lock = records.storage().lock(name);
        if (lock.isEmpty()) {
            throw alive(runId);
        }
        try (RecordStorage.Content file = records.storage().open(name).orElse(null)) {
            RecordedRun run = file == null ? null : new RunReader(records.structures()).read(name, file, false);
            if (run == null) {
                throw new DamagedRecordException("The record of run " + runId + " in " + records.location()
                        + " holds nothing that can be read, so there is nothing to go on with. Start the flow anew.");
            }
            return Optional.of(new TakenRecord(this, run, lock.get()));
        } catch (IOException | RuntimeException e) {
            lock.get().release();
            throw e;
        }
    }

    private IllegalStateException alive(String runId) throws IOException {
        String where = "in another process";
        try {
            where = records.read(runId)
                    .map(run -> run.opening().runner())
                    .map(process -> "in process " + process.pid() + " on " + process.host())
                    .orElse(where);
        } catch (DamagedRecordException e) { // it is being begun at the moment
            where = "in another process, which begins it";
        }
        return new IllegalStateException(
                "Run " + runId + " goes on " + where + ", so it cannot be resumed here. Wait for"
                        + " its end, cancel it, or end that process; then try again.");
    }

    Journal goOn(RecordedRun run, RecordStorage.Lock lock, Opening opening, FlowGraph graph, Supplier<ResumePlan> plan)
            throws IOException {
        RecordStorage.Appender file = records.storage().reopen(run.file(), run.whole());
        try {
            return journal(file, run.whole(), lock, opening, graph, () -> resumed(graph, plan.get()));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private Journal journal(
            RecordStorage.Appender file,
            long length,
            RecordStorage.Lock lock,
            Opening opening,
            FlowGraph graph,
            RecordWriter.Prelude prelude)
            throws IOException {
        byte[] frame = Frames.frame(Frames.OPENING, OpeningCode.write(opening));
        byte[] start = length == 0 ? Frames.start() : new byte[0];
        byte[] bytes = Arrays.copyOf(start, start.length + frame.length);
        System.arraycopy(frame, 0, bytes, start.length, frame.length);
        file.write(bytes, 0, bytes.length);
        long written = length + bytes.length;
        Piece first = RecordJournal.first();
        RecordWriter writer = new RecordWriter(
                file,
                written,
                prelude,
                first,
                lock,
                threads,
                "run " + opening.runId() + " of flow \"" + opening.flow() + "\"");
        return new RecordJournal(writer, first, opening, graph.size(), new RecordJournal.Wishes(waiting, traces));
    }

    private byte[] structure(FlowGraph graph) throws IOException {
        Bytes hash = new Bytes(80);
        new Fields.Writer(hash).text(1, records.structures().write(graph));
        return Frames.frame(Frames.STRUCTURE, hash);
    }

    private byte[] resumed(FlowGraph graph, ResumePlan plan) throws IOException {
        byte[] structure = structure(graph);
        byte[] planned = Frames.frame(Frames.PLAN, PlanCode.write(plan));
        byte[] both = Arrays.copyOf(structure, structure.length + planned.length);
        System.arraycopy(planned, 0, both, structure.length, planned.length);
        return both;
    }
}
