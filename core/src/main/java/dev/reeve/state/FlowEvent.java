package dev.reeve.state;

import java.time.Duration;
import java.time.Instant;

/** What can happen to a flow run. */
public sealed interface FlowEvent {
    /** It is to start at a time. */
    record Planned(Instant due) implements FlowEvent {}

    /** A limit or a missing agent keeps it waiting. */
    record Throttled(String reason) implements FlowEvent {}

    /** Its first task may run. */
    record Started() implements FlowEvent {}

    /** Every task ended; {@code reference} counts those that decide. */
    record TasksFinished(Upstreams reference) implements FlowEvent {}

    /** Nothing can go on until a person lets it. */
    record Stalled(String reason) implements FlowEvent {}

    /** A person let it go on. */
    record Resumed(String by) implements FlowEvent {}

    /** Somebody asked to stop it. */
    record CancelRequested(String reason) implements FlowEvent {}

    /** It took longer than its deadline. */
    record Expired(Duration limit) implements FlowEvent {}

    /** Whatever ran it is gone. */
    record Lost(String reason) implements FlowEvent {}

    /** It is to go on in a new epoch. */
    record Reopened(int epoch) implements FlowEvent {}
}
