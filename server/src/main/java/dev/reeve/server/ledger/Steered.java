package dev.reeve.server.ledger;

/** What became of a request to cancel or reopen a run. */
public sealed interface Steered {
    /** It is done. */
    record Done() implements Steered {}

    /** Whoever holds the run is told with its next heartbeat. */
    record Asked() implements Steered {}

    /** It cannot be, in the state that the run is in. */
    record Refused(String why) implements Steered {}

    /** There is no such run. */
    record Unknown() implements Steered {}
}
