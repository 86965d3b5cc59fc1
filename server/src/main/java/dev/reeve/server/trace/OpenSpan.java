package dev.reeve.server.trace;

import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task run that began and has not ended, as far as its history was read. Not thread-safe. */
final class OpenSpan {
    private static final int MOST_EVENTS = 100;

    final Instant start;
    private final List<Span.Happening> events = new ArrayList<>();
    private int epoch;
    private State last;
    private int attempt;
    private @Nullable Instant attemptStart;
    private String worker = "";

    OpenSpan(Instant start, int epoch, State state) {
        this.start = start;
        this.epoch = epoch;
        this.last = state;
    }

    /** What it was last. */
    State last() {
        return last;
    }

    /** The epoch in which it ran, else in which it began to wait. */
    int epoch() {
        return epoch;
    }

    int attempt() {
        return attempt;
    }

    /** When the attempt began that goes on; null: none does. */
    @Nullable
    Instant attemptStart() {
        return attemptStart;
    }

    List<Span.Happening> events() {
        return events;
    }

    /** The worker of a cluster that called its last attempt; empty: none did. */
    String worker() {
        return worker;
    }

    void calledBy(String name) {
        worker = name;
    }

    void runs(int ofEpoch, int number, Instant at) {
        worker = attempt == number && epoch == ofEpoch ? worker : "";
        epoch = ofEpoch;
        attempt = number;
        attemptStart = at;
    }

    void rests() {
        attemptStart = null;
    }

    void became(State state, Instant at) {
        last = state;
        boolean told = state instanceof State.Queued && !state.message().isEmpty()
                || state instanceof State.Paused
                || state instanceof State.Retrying
                || state instanceof State.Cancelling;
        if (told && events.size() < MOST_EVENTS) {
            events.add(new Span.Happening(at, state.name(), state.message()));
        }
    }
}
