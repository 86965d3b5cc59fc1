package dev.reeve.testing;

import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.List;

/** All that was seen of a run, over all its processes. Thread-safe. */
final class Observations {
    private final List<Call> calls = new ArrayList<>();
    private final List<LogLine> lines = new ArrayList<>();
    private final List<StateChange> changes = new ArrayList<>();

    synchronized void add(Call call) {
        calls.add(call);
    }

    synchronized void add(LogLine line) {
        lines.add(line);
    }

    synchronized void add(StateChange change) {
        changes.add(change);
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized List<LogLine> lines() {
        return List.copyOf(lines);
    }

    synchronized List<StateChange> changes() {
        return List.copyOf(changes);
    }
}
