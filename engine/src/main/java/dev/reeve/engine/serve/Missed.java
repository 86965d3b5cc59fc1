package dev.reeve.engine.serve;

import dev.reeve.schedule.Firing;
import dev.reeve.serve.CatchUp;
import dev.reeve.spi.Occasion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Firings at whose time nobody was there, of which the policy keeps some. Used by one thread. */
final class Missed {
    private final CatchUp policy;
    private final Map<String, Deque<Due>> kept = new LinkedHashMap<>();
    private @Nullable Firing first;
    private @Nullable Firing last;
    private int count;

    Missed(CatchUp policy) {
        this.policy = policy;
    }

    void add(Firing firing) {
        count++;
        first = first == null ? firing : first;
        last = firing;
        if (policy.kind() == CatchUp.Kind.NONE) {
            return;
        }
        Due due = new Due(firing, Clocks.key(firing), Occasion.Cause.CATCH_UP);
        Deque<Due> clock = kept.computeIfAbsent(due.clock(), key -> new ArrayDeque<>());
        clock.add(due);
        if (clock.size() > policy.limit()) {
            clock.removeFirst();
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    Firing first() {
        return Objects.requireNonNull(first);
    }

    List<Due> kept() {
        return kept.values().stream().flatMap(Deque::stream).toList();
    }

    String words() {
        int late = kept().size();
        String times = count == 1
                ? "missed its firing of " + Words.time(first())
                : "missed " + count + " firings, from " + Words.time(first()) + " to "
                        + Words.time(Objects.requireNonNull(last));
        String rest = late == 0
                ? (count == 1 ? "It is" : "They are") + " not made up for, as the catch-up policy says."
                : late == count
                        ? (count == 1 ? "It runs" : "They run") + " now."
                        : (late == 1 ? "The last one runs" : "The last " + late + " run")
                                + " now; the others never do.";
        return times + ", for nobody served it then. " + rest;
    }
}
