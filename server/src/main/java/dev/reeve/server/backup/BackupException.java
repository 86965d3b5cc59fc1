package dev.reeve.server.backup;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A backup cannot be made or restored. Its message is for people: what, where, what to do. */
public final class BackupException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** With what it is for. */
    public BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    BackupException(String message) {
        this(message, null);
    }

    static BackupException torn() {
        return new BackupException(
                "the backup is not whole: it breaks off, or something in it was changed. Take another one");
    }
}
