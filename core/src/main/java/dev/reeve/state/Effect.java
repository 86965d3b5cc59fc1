package dev.reeve.state;

/** What whoever applies a step has to do after it. Each is idempotent. */
public enum Effect {
    /** Nothing. */
    NONE,
    /** Give it a slot. */
    RUN,
    /** Send {@link TaskEvent.Due} when its time has come. */
    WAKE,
    /** Ask its running attempt to stop. */
    INTERRUPT,
    /** Tell its downstreams that it ended. */
    FINISH
}
