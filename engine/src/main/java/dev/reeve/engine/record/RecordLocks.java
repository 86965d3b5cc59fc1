package dev.reeve.engine.record;

import java.io.IOException;
import java.util.Optional;

/** Locks by name, for all processes that use one directory of records. Thread-safe. */
public interface RecordLocks {
    /** Takes the lock of a name, unless this or another process has it. The end of a process gives its locks back. */
    Optional<RecordStorage.Lock> lock(String name) throws IOException;

    /** Whether somebody has the lock of a name. */
    boolean locked(String name) throws IOException;
}
