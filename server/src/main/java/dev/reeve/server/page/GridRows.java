package dev.reeve.server.page;

import dev.reeve.api.GridRow;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.GraphImage;
import dev.reeve.server.ledger.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs as rows of a grid. */
final class GridRows {
    private GridRows() {}

    /** The tasks from one place to another, those that nothing happened to included; with their names if {@code named}. */
    static GridRow of(RunView run, FlowVersion version, List<GraphImage.Mark> marks, int from, int to, boolean named) {
        int size = version.structure().tasks().size();
        int count = Math.max(0, Math.min(to, size) - from);
        int[] state = new int[count];
        int[] attempt = new int[count];
        long[] start = new long[count];
        long[] took = new long[count];
        long since = marks.stream()
                .map(GraphImage.Mark::startedAt)
                .mapToLong(at -> at == null ? Long.MAX_VALUE : at.toEpochMilli())
                .min()
                .orElse(Long.MAX_VALUE);
        Arrays.fill(start, -1);
        Arrays.fill(took, -1);
        List<String> states = new ArrayList<>();
        int pending =
                marks.size() < count ? place(states, GraphImage.stateNames().getFirst()) : 0;
        Arrays.fill(state, pending);
        for (GraphImage.Mark mark : marks) {
            int at = mark.key().task() - from;
            if (at < 0 || at >= count) {
                continue;
            }
            state[at] = place(states, GraphImage.stateNames().get(mark.state()));
            attempt[at] = mark.attempt();
            if (mark.startedAt() != null) {
                start[at] = mark.startedAt().toEpochMilli() - since;
                took[at] = took(mark.startedAt(), mark.endedAt());
            }
        }
        return new GridRow(
                run.id().toString(),
                run.name(),
                version.version(),
                run.state().name(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                from,
                states,
                counted(state),
                since == Long.MAX_VALUE ? 0 : since,
                start,
                took,
                counted(attempt),
                named ? names(version, from, count) : null,
                to < size ? to : null);
    }

    private static int place(List<String> states, String name) {
        int known = states.indexOf(name);
        if (known >= 0) {
            return known;
        }
        states.add(name);
        return states.size() - 1;
    }

    private static long took(Instant start, @Nullable Instant end) {
        return end == null ? -1 : Math.max(0, Duration.between(start, end).toMillis());
    }

    /** Pairs of a value and of how often it stands there in a row. */
    static int[] counted(int[] values) {
        int[] pairs = new int[2 * values.length];
        int used = 0;
        for (int value : values) {
            if (used > 0 && pairs[used - 2] == value) {
                pairs[used - 1]++;
            } else {
                pairs[used++] = value;
                pairs[used++] = 1;
            }
        }
        return Arrays.copyOf(pairs, used);
    }

    private static List<String> names(FlowVersion version, int from, int count) {
        return version.structure().tasks().stream()
                .skip(from)
                .limit(count)
                .map(task -> task.name())
                .toList();
    }
}
