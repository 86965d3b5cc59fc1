package dev.reeve.serve.policy;

import dev.reeve.schedule.Firing;
import dev.reeve.serve.CatchUp;
import dev.reeve.spi.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Firings at whose time nobody was there, of which the policy keeps some. Used by one thread. */
public final class Missed {
    /** A firing that is later than this was missed; one that is less late has waited for a busy machine. */
    public static final Duration LATE = Duration.ofMinutes(1);

    /** Older firings than that are not looked at one by one. */
    public static final Duration FARTHEST = Duration.ofDays(366);

    private final CatchUp policy;
    private final Map<String, Deque<Due>> kept = new LinkedHashMap<>();
    private @Nullable Firing first;
    private @Nullable Firing last;
    private int count;

    /** None yet. */
    public Missed(CatchUp policy) {
        this.policy = policy;
    }

    /** Whether a firing of that time was missed, if it is decided on only now. */
    public static boolean is(Instant time, Instant now) {
        return time.isBefore(now.minus(LATE));
    }

    /** How many there are, kept or not. */
    public int count() {
        return count;
    }

    /** One, in their order. */
    public void add(Firing firing) {
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

    /** Whether there is none. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** The first; there is one. */
    public Firing first() {
        return Objects.requireNonNull(first);
    }

    /** The last; there is one. */
    public Firing last() {
        return Objects.requireNonNull(last);
    }

    /** Those that run late, each clock's in their order. */
    public List<Due> kept() {
        return kept.values().stream().flatMap(Deque::stream).toList();
    }

    /** What happened and what becomes of them, without saying of which flow. */
    public String words() {
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
