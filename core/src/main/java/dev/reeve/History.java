package dev.reeve;

import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads times off a history. */
final class History {
    private History() {}

    static Optional<Instant> startedAt(List<RunView.Entry> history) {
        return history.stream()
                .filter(entry -> entry.state() instanceof State.Active)
                .map(RunView.Entry::at)
                .findFirst();
    }

    static Optional<Instant> endedAt(List<RunView.Entry> history) {
        return history.isEmpty() || !history.getLast().state().isFinished()
                ? Optional.empty()
                : Optional.of(history.getLast().at());
    }

    static Optional<Duration> duration(List<RunView.Entry> history) {
        int reopened = 0; // the time between two epochs is nobody's work
        for (int i = 0; i < history.size(); i++) {
            reopened = history.get(i).state() instanceof State.Pending ? i : reopened;
        }
        List<RunView.Entry> last = history.subList(reopened, history.size());
        return startedAt(last).flatMap(start -> endedAt(last).map(end -> Duration.between(start, end)));
    }

    /** How often work on it began. */
    static int attempts(List<RunView.Entry> history) {
        return (int) history.stream()
                .filter(entry -> entry.state() instanceof State.Running)
                .count();
    }
}
