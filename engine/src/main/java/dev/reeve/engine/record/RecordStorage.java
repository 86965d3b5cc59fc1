package dev.reeve.engine.record;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where records are kept: files that grow at their end, whole small files, and a lock for each name. Names have the
 * characters of file names and at most one {@code /}. Thread-safe.
 */
public interface RecordStorage extends RecordLocks {
    /** A file that is written at its end. Used by one thread at a time. */
    interface Appender extends Closeable {
        /** Writes at the end; another process can read it then, but a crash of the machine may still lose it. */
        void write(byte[] bytes, int from, int count) throws IOException;

        /** Has all that was written on the disk when it returns. */
        void force() throws IOException;

        /** Cuts off what is beyond that length. */
        void truncate(long length) throws IOException;
    }

    /** A file that is read. */
    interface Content extends Closeable {
        /** How long it is. */
        long size() throws IOException;

        /** So many bytes of it; fewer where it ends before. */
        byte[] read(long from, int count) throws IOException;
    }

    /** A lock that is held. */
    interface Lock {
        /** Gives it back. */
        void release();
    }

    /** Where it is, for people. */
    String location();

    /** The names of all files with that ending, in no order, in a directory below this one; {@code ""}: in this one. */
    List<String> names(String directory, String ending) throws IOException;

    /** A new file; fails if there is one of that name. */
    Appender create(String name) throws IOException;

    /** A file that there is, to be written on from that length. */
    Appender reopen(String name, long length) throws IOException;

    /** A file, if there is one of that name. */
    Optional<Content> open(String name) throws IOException;

    /** Writes a file that readers see as a whole or not at all, unless it is there already. On the disk when it returns. */
    void writeWhole(String name, byte[] bytes) throws IOException;

    /** Whether there is a file of that name. */
    boolean exists(String name);

    /** Has a file look as if it had been written now; false if there is none. */
    boolean touch(String name) throws IOException;

    /** Has all that was written to a file, by whoever did, on the disk when it returns; false if there is none. */
    boolean force(String name) throws IOException;

    /** Removes a file; fine if there is none. */
    void delete(String name) throws IOException;

    /** When a file was last written. */
    Instant modified(String name) throws IOException;
}
