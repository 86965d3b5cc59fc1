package dev.reeve.testing;

import java.io.Serial;

/** Takes a thread of an engine that was lost out of all that it did. Never seen by a test. */
final class EngineLost extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    EngineLost() {
        super("the engine was lost: the test has crashed it", null, false, false);
    }
}
