package dev.reeve.engine.record;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.run.Journal;
import dev.reeve.state.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run, written again from what its journal told somebody else, so that the run goes on here as it would
 * where it was recorded. It is told what the journal was told, in that order, each epoch after {@link #opened}; then
 * {@link #write} puts it among the records. Used by one thread.
 */
public final class RetoldRecord implements Journal {
    private static final int PIECE = 1 << 16;

    private final Records records;
    private final Opening unknown;
    private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
    private Bytes events = new Bytes(1 << 12);
    private EventWriter writer = new EventWriter();
    private @Nullable Opening last;

    /**
     * One that is told nothing yet.
     *
     * @param unknown how a run began of which that was never told: nothing of it is used again
     */
    public RetoldRecord(Records records, Opening unknown) {
        this.records = records;
        this.unknown = unknown;
        frames.writeBytes(Frames.start());
    }

    /**
     * An epoch began.
     *
     * @throws DamagedRecordException if that is not what was told when it did
     */
    public void opened(ToldEpoch epoch) throws IOException {
        flush();
        open(epoch.readOpening());
        Bytes hash = new Bytes(80);
        new Fields.Writer(hash).text(1, records.structures().write(epoch.structureBytes()));
        frames.writeBytes(Frames.frame(Frames.STRUCTURE, hash));
        if (!epoch.plan().isEmpty()) {
            frames.writeBytes(Frames.frame(Frames.PLAN, epoch.planBytes()));
        }
    }

    private void open(Opening opening) {
        frames.writeBytes(Frames.frame(Frames.OPENING, OpeningCode.write(opening)));
        writer = new EventWriter();
        last = opening;
    }

    /**
     * Puts it among the records, instead of one of that run that may be there.
     *
     * @param epoch the number of the last epoch, of which perhaps nothing was told
     */
    public void write(int epoch) throws IOException {
        flush();
        Opening before = last == null ? unknown : last;
        if (last == null || before.epoch() != epoch) {
            open(before.again(epoch));
        }
        String name = RunFiles.name(before.runId());
        records.storage().delete(name);
        try (RecordStorage.Appender file = records.storage().create(name)) {
            file.write(frames.toByteArray(), 0, frames.size());
        }
    }

    /** Where the next event goes. */
    private Bytes events() {
        if (last == null) {
            open(unknown);
        }
        if (events.length >= PIECE) {
            flush();
        }
        return events;
    }

    private void flush() {
        if (events.length > 0) {
            frames.writeBytes(Frames.frame(Frames.EVENTS, events));
            events = new Bytes(1 << 12);
        }
    }

    @Override
    public void changed(int v, int child, State from, State to, Instant at) {
        writer.changed(v, child, to, at, events());
    }

    /** What a node took over was told of it before. */
    @Override
    public void tookOver(int v, State state) {}

    @Override
    public void stored(int v, int child, String key, String hash) {
        writer.stored(v, child, key, hash, events());
    }

    @Override
    public void failed(int v, int child, int attempt, String trace) {
        frame(Frames.FAILURE, RecordedTrace.write(v, child, attempt, trace));
    }

    @Override
    public void called(int v, int child, int attempt, String worker) {
        frame(Frames.CALLED, RecordedWorker.write(v, child, attempt, worker));
    }

    private void frame(byte kind, Bytes content) {
        Bytes before = events();
        if (before.length > 0) {
            flush();
        }
        frames.writeBytes(Frames.frame(kind, content));
    }

    @Override
    public void turned(int v, int child, int turn, String key, String hash) {
        writer.turned(v, child, turn, key, hash, events());
    }

    @Override
    public void answered(int v, int child, String by, String told) {
        writer.answered(v, child, by, told, events());
    }

    @Override
    public void artifact(int v, TaskArtifact artifact) {
        writer.artifact(v, artifact, events());
    }

    @Override
    public void began(int v, int child, String runId) {
        writer.began(v, child, runId, events());
    }

    @Override
    public void publish() {}

    @Override
    public void resting() {}

    @Override
    public void breathe() {}

    @Override
    public void rest(boolean over) {}
}
