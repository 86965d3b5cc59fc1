package dev.reeve.engine.record;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.run.Journal;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Writes down what a run tells, in memory; its {@link RecordWriter} takes it from there to the disk. */
final class RecordJournal implements Journal {
    private static final int PIECE = 1 << 16;
    /** Bytes that may wait for the disk before workers wait for it. */
    private static final long MOST_WAITING = 32L << 20;

    /** Characters of stack traces that an epoch keeps: a million children may fail, each at the same place. */
    private static final long MOST_TRACES = 16L << 20;

    private final RecordWriter writer;
    private final int epoch;
    private final Wishes wishes;
    private final EventWriter events = new EventWriter();
    private final Map<String, Integer> tasks = new TreeMap<>();
    private final int[] counts = new int[StateCode.END];
    private Piece piece;
    private long before;
    private State flow = State.Pending.NOW;
    private Instant last;
    private long traces;
    private volatile long published;

    /** Who is told when something waits for a person, and whether stack traces are wanted. */
    record Wishes(Runnable waiting, boolean traces) {}

    /** A journal whose first piece the writer has. */
    RecordJournal(RecordWriter writer, Piece first, Opening opening, int size, Wishes wishes) {
        this.writer = writer;
        this.piece = first;
        this.epoch = opening.epoch();
        this.last = opening.began();
        this.wishes = wishes;
        counts[StateCode.of(State.Pending.NOW)] = size;
    }

    /** The first piece of a journal. */
    static Piece first() {
        return new Piece(Frames.EVENTS, new Bytes(PIECE / 8));
    }

    @Override
    public void changed(int v, int child, State from, State to, Instant at) {
        if (v < 0) {
            flow = to;
        } else if (child < 0) {
            counts[StateCode.of(from)]--;
            counts[StateCode.of(to)]++;
        }
        last = at;
        if (to instanceof State.Paused) {
            wishes.waiting().run();
        }
        if (begin()) {
            events.changed(v, child, to, at, piece.bytes);
        }
    }

    @Override
    public void tookOver(int v, State state) {
        counts[StateCode.of(State.Pending.NOW)]--;
        counts[StateCode.of(state)]++;
        if (state instanceof State.Paused) {
            wishes.waiting().run();
        }
    }

    @Override
    public void stored(int v, int child, String key, String hash) {
        if (begin()) {
            events.stored(v, child, key, hash, piece.bytes);
        }
    }

    @Override
    public boolean traces() {
        return wishes.traces();
    }

    @Override
    public void failed(int v, int child, int attempt, String trace) {
        if (writer.failed() || traces + trace.length() > MOST_TRACES) {
            return;
        }
        traces += trace.length();
        append(new Piece(Frames.FAILURE, RecordedTrace.write(v, child, attempt, trace)));
    }

    @Override
    public void turned(int v, int child, int turn, String key, String hash) {
        if (begin()) {
            events.turned(v, child, turn, key, hash, piece.bytes);
        }
    }

    @Override
    public void answered(int v, int child, String by, String answer) {
        if (begin()) {
            events.answered(v, child, by, answer, piece.bytes);
        }
    }

    @Override
    public void artifact(int v, TaskArtifact artifact) {
        if (begin()) {
            events.artifact(v, artifact, piece.bytes);
        }
    }

    @Override
    public void began(int v, int child, String runId) {
        if (begin()) {
            events.began(v, child, runId, piece.bytes);
        }
    }

    @Override
    public void called(int v, int child, int attempt, String worker) {
        if (!writer.failed()) {
            append(new Piece(Frames.CALLED, RecordedWorker.write(v, child, attempt, worker)));
        }
    }

    /** Sees that there is a piece to write to; false if the disk failed, so that nothing is kept for it. */
    private boolean begin() {
        if (writer.failed()) {
            return false;
        }
        if (piece.kind != Frames.EVENTS) { // perhaps one of many, with little between
            append(new Piece(Frames.EVENTS, new Bytes(PIECE / 64)));
        } else if (piece.bytes.length >= PIECE) {
            append(new Piece(Frames.EVENTS, new Bytes(PIECE + PIECE / 4)));
        }
        return true;
    }

    private void append(Piece next) {
        before += piece.bytes.length;
        piece.published = piece.bytes.length;
        piece.next = next;
        piece = next;
    }

    @Override
    public void publish() {
        int length = piece.bytes.length;
        if (length > piece.published) {
            piece.published = length;
            published = before + length;
            writer.wake();
        }
    }

    @Override
    public void resting() {
        if (writer.failed()) {
            return;
        }
        tasks.clear();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                tasks.merge(StateCode.name(code), counts[code], Integer::sum);
            }
        }
        append(new Piece(Frames.REST, new Rest(epoch, flow, last, tasks).write()));
        publish();
    }

    @Override
    public void breathe() {
        while (published - writer.written() > MOST_WAITING && !writer.failed()) {
            LockSupport.parkNanos(200_000L);
            if (Thread.currentThread().isInterrupted()) { // would not sleep, and the run may be at its end
                return;
            }
        }
    }

    @Override
    public void rest(boolean over) {
        writer.rest(over);
    }
}
