package dev.reeve.server.schedule;

import java.io.Serial;

/** A server that is killed in the middle of something: what it holds open in the database is gone. */
final class Killed extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    Killed() {
        super("killed", null, false, false);
    }
}
