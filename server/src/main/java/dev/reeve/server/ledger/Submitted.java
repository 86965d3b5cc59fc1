package dev.reeve.server.ledger;

import java.util.UUID;

/** What became of a submission. */
public sealed interface Submitted {
    /** It is written. {@code epoch} is 1 if the session that submitted it has it at once, else 0. */
    record New(UUID run, int epoch) implements Submitted {}

    /** There was one with that identifier or key already; this is it. */
    record Known(UUID run) implements Submitted {}

    /** It cannot be. */
    record Refused(String why) implements Submitted {}
}
