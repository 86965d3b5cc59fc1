package dev.reeve.server.http;

import java.io.Serial;

/** Another program listens there. */
public final class PortInUseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    PortInUseException(String host, int port, Throwable cause) {
        super(
                "Cannot listen on " + host + ":" + port
                        + ": another program does, or it is no address of this computer. "
                        + "Choose another port with --port, or --port 0 for any that is free.",
                cause);
    }
}
