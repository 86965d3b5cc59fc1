package dev.reeve.testing;

import dev.reeve.serve.ServeEvent;
import dev.reeve.serve.ServeSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What came of serving a flow in a test: its runs, and what was told meanwhile. Used by the thread of the test.
 *
 * @param byFiring the runs that began, in the order in which they did, each with the time that it was scheduled for
 * @param events what happened, in order
 * @param summary how many runs came to what
 */
public record TestServing(List<Map.Entry<Instant, TestRun>> byFiring, List<ServeEvent> events, ServeSummary summary) {
    /** Copies the lists. */
    public TestServing {
        byFiring = List.copyOf(byFiring);
        events = List.copyOf(events);
    }

    /** The runs, in the order in which they began. */
    public List<TestRun> runs() {
        return byFiring.stream().map(Map.Entry::getValue).toList();
    }

    /** The times that runs were scheduled for, in the order in which they began. */
    public List<Instant> firings() {
        return byFiring.stream().map(Map.Entry::getKey).toList();
    }

    /**
     * The run that was scheduled for that time, such as {@code 2026-03-29T01:30:00Z}; of several the first.
     *
     * @throws NoSuchElementException if there is none; says when there were some
     */
    public TestRun run(String scheduled) {
        Instant time = Instant.parse(scheduled);
        return byFiring.stream()
                .filter(each -> each.getKey().equals(time))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new NoSuchElementException("no run began for " + scheduled + "; there were runs for "
                        + firings().stream().limit(20).toList() + (firings().size() > 20 ? " and later" : "")
                        + ". Told of: "
                        + events.stream().limit(20).map(ServeEvent::words).toList()));
    }

    /** What was told of one kind, in words. */
    public List<String> told(ServeEvent.Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(ServeEvent::words)
                .toList();
    }
}
