package dev.reeve.engine.record;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The file of one record: takes what the run published, writes it in frames, forces many together. One thread writes at
 * a time, while there is something to write; the run is not held up by it. A disk that fails does not fail the run: a
 * warning says so once, and nothing more is written but, where that works, that the record is incomplete.
 */
final class RecordWriter {
    private final RecordStorage.Appender file;
    private final RecordStorage.Lock held;
    private final WritingThreads threads;
    private final String what;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ReentrantLock disk = new ReentrantLock();
    private final Prelude prelude;
    private Piece piece;
    private boolean begun;
    private long length;
    private long taken;
    private boolean unforced;
    private long lastForce = System.nanoTime();
    private boolean closed;
    private @Nullable String problem;

    /** How many bytes left memory. */
    private volatile long written;

    private volatile boolean failed;

    /** What is written before anything that was published, by the first thread that writes. */
    @FunctionalInterface
    interface Prelude {
        byte[] frame() throws IOException;
    }

    /**
     * The writer of an open file.
     *
     * @param length how long the file is
     * @param first where what is to be written will be found
     * @param what the run, for people
     */
    RecordWriter(
            RecordStorage.Appender file,
            long length,
            Prelude prelude,
            Piece first,
            RecordStorage.Lock held,
            WritingThreads threads,
            String what) {
        this.file = file;
        this.length = length;
        this.prelude = prelude;
        this.piece = first;
        this.held = held;
        this.threads = threads;
        this.what = what;
    }

    long written() {
        return written;
    }

    /** Whether the disk failed, so that nothing more is written. */
    boolean failed() {
        return failed;
    }

    /** Something was published. */
    void wake() {
        if (!busy.get() && busy.compareAndSet(false, true)) {
            threads.executor().execute(this::write);
        }
    }

    private void write() {
        do {
            boolean more = true;
            while (more) {
                more = step();
                if (more && threads.pause() > 0) {
                    LockSupport.parkNanos(threads.pause());
                }
            }
            busy.set(false);
        } while (hasMore() && busy.compareAndSet(false, true));
    }

    /** Writes what there is, or forces what was written if there is nothing; whether it did either. */
    private boolean step() {
        disk.lock();
        try {
            boolean wrote = drain();
            boolean due = unforced && (!wrote || System.nanoTime() - lastForce >= threads.force());
            if (due) {
                force();
            }
            return wrote;
        } finally {
            disk.unlock();
        }
    }

    private boolean hasMore() {
        disk.lock();
        try {
            return !closed && !failed && (piece.published > piece.taken || piece.next != null);
        } finally {
            disk.unlock();
        }
    }

    /** Waits until all that was published is on the disk; then closes the file, if nothing more will come. */
    void rest(boolean over) {
        disk.lock();
        try {
            drain();
            if (unforced) {
                force();
            }
            if (over) {
                close();
            }
        } finally {
            disk.unlock();
        }
    }

    private boolean drain() {
        boolean wrote = !begun && !closed;
        if (wrote) {
            begun = true;
            try {
                byte[] frame = prelude.frame();
                write(frame);
            } catch (IOException | RuntimeException e) {
                fail("written", e);
            }
        }
        while (!closed) {
            Piece next = piece.next; // before what is published: all of it is, once there is a next one
            int published = piece.published;
            if (published > piece.taken) {
                frame(published);
                wrote = true;
            } else if (next != null) {
                piece = next;
            } else {
                break;
            }
        }
        return wrote;
    }

    private void frame(int published) {
        int count = published - piece.taken;
        if (!failed) {
            try {
                write(Frames.frame(piece.kind, piece.bytes.array, piece.taken, count));
            } catch (IOException e) {
                fail("written", e);
            }
        }
        piece.taken = published;
        taken += count;
        written = taken;
    }

    private void write(byte[] frame) throws IOException {
        file.write(frame, 0, frame.length);
        length += frame.length;
        unforced = true;
    }

    private void force() {
        unforced = false;
        lastForce = System.nanoTime();
        if (!failed) {
            try {
                file.force();
            } catch (IOException e) {
                fail("forced to the disk", e);
            }
        }
    }

    private void fail(String how, Exception e) {
        failed = true;
        problem = "it could not be " + how + " after byte " + length + ": " + e.getMessage();
        LoggerFactory.getLogger(RecordWriter.class)
                .warn(
                        "the record of {} is incomplete from now on, and the run goes on without it: {}. It needs a"
                                + " directory with space left that this process may write; it is chosen with"
                                + " records.directory.",
                        what,
                        e.toString());
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        String why = problem;
        try (file) {
            if (why != null) { // perhaps there is space again, and it is said that something is missing
                Bytes note = new Bytes(128);
                new Fields.Writer(note).text(1, why);
                byte[] frame = Frames.frame(Frames.INCOMPLETE, note);
                file.truncate(length);
                file.write(frame, 0, frame.length);
                file.force();
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(RecordWriter.class)
                    .debug("the record of {} does not say that it is incomplete: {}", what, e.toString());
        } finally {
            held.release();
        }
    }
}
