package dev.reeve.server.ledger;

/** What became of a batch. */
public sealed interface Reply {
    /** It is on the disk, up to that number. */
    record Applied(int last) implements Reply {}

    /** It was on the disk already, from a sending before whose answer got lost. */
    record AlreadyApplied(int last) implements Reply {}

    /** Batches between are missing, or part of this one is written already: send on from {@code last + 1}. */
    record OutOfOrder(int last) implements Reply {}

    /** The sender does not hold the run, or no longer. Whatever it has to say of it counts no more: stop. */
    record NotHeld(int epoch, String why) implements Reply {}

    /** Nothing of it is written: that entry (counted from 0) cannot happen in the state that the run is in. */
    record Refused(int entry, String why) implements Reply {}

    /** There is no such run. */
    record Unknown() implements Reply {}
}
