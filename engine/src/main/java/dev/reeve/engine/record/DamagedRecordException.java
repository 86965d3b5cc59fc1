package dev.reeve.engine.record;

import java.io.IOException;

/** A record that is not what was written. */
public final class DamagedRecordException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedRecordException(String message) {
        super(message);
    }
}
