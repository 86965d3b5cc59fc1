package dev.reeve.server;

import java.io.Serial;
import java.nio.file.Path;
import java.util.Optional;

/** Another server runs on the directory. */
public final class AlreadyRunningException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    AlreadyRunningException(Path directory, Optional<ServerDirectory.Running> other) {
        super("Another server runs on " + directory
                + other.map(server ->
                                " (process " + server.pid() + (server.url() == null ? "" : ", " + server.url()) + ")")
                        .orElse("")
                + ". Stop it with reeve server stop, or give this one a directory of its own: --data-dir DIR");
    }
}
