package dev.reeve.state;

/** What a step function answers: the next state and what is to be done, or a refusal. */
public sealed interface Step {
    /** The state moves on (or stays, if {@code next} is the same) and {@code effect} is due. */
    record Moved(State next, Effect effect) implements Step {}

    /** The event does not fit the state; nothing changes. */
    record Refused(String why) implements Step {}
}
