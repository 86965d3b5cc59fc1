package dev.reeve.engine.progress;

import dev.reeve.engine.text.Shown;
import dev.reeve.engine.text.Took;
import dev.reeve.graph.FlowGraph;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One line for each change worth one: that a task began, waits for another attempt or a person, ended. Of the children
 * of a mapped node only failures, and of these only the first {@value #MOST_FAILURES}. Not thread-safe.
 */
final class PlainLines {
    private static final int MOST_FAILURES = 10;
    private static final int WIDEST_NAME = 32;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ZoneId zone;
    private final int nameColumns;
    private final Map<String, Instant> began = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();

    PlainLines(FlowGraph graph, ZoneId zone) {
        this.zone = zone;
        int widest = graph.nodes().stream()
                .mapToInt(node -> Shown.width(Shown.clean(node.name())))
                .max()
                .orElse(0);
        this.nameColumns = Math.clamp(widest, 8, WIDEST_NAME);
    }

    /** What is to be said of that change; often nothing. */
    List<String> of(StateChange change) {
        String name = change.task().isEmpty() ? change.flow() : change.taskLabel();
        State to = change.to();
        if (change.mapIndex() >= 0) {
            return to.isFailed() ? childFailed(change, name) : List.of();
        }
        return switch (to) {
            case State.Pending s -> List.of();
            case State.Scheduled s -> List.of();
            case State.Queued s -> List.of();
            case State.Active s -> {
                began.putIfAbsent(name, change.at());
                yield List.of(line(change, name, ""));
            }
            case State.Paused s -> List.of(line(change, name, ""));
            case State.Retrying s -> List.of(line(change, name, ""));
            case State.Finished s -> List.of(line(change, name, took(name, change.at())));
        };
    }

    private List<String> childFailed(StateChange change, String name) {
        int count = failures.merge(change.task(), 1, Integer::sum);
        if (count < MOST_FAILURES) {
            return List.of(line(change, name, ""));
        }
        return count > MOST_FAILURES
                ? List.of()
                : List.of(line(change, name, ""), line(change, change.task(), "more failures of it are not listed"));
    }

    private String took(String name, Instant end) {
        Instant begin = began.remove(name);
        return begin == null ? "" : Took.words(Duration.between(begin, end));
    }

    private String line(StateChange change, String name, String more) {
        String clean = Shown.clean(name);
        int gap = Math.max(0, nameColumns - Shown.width(clean));
        String state =
                change.to() instanceof State.Mapped ? "Running" : change.to().name();
        String message = Shown.clean(change.to().message());
        return CLOCK.format(change.at().atZone(zone)) + " " + clean + " ".repeat(gap) + "  " + state
                + (more.isEmpty() ? "" : " " + more) + (message.isEmpty() ? "" : ": " + message);
    }
}
