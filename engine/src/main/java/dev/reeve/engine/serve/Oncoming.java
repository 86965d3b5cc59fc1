package dev.reeve.engine.serve;

import dev.reeve.schedule.Explanation;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The firings of a schedule, one after another as their time comes. Used by one thread. */
final class Oncoming {
    private final Schedule schedule;
    private final Iterator<Firing> firings;
    private @Nullable Firing next;

    Oncoming(Schedule schedule, Instant after) {
        this.schedule = schedule;
        this.firings = schedule.firings(after).iterator();
        move();
    }

    private void move() {
        next = firings.hasNext() ? firings.next() : null;
    }

    Optional<Firing> next() {
        return Optional.ofNullable(next);
    }

    /** The first firing up to that time, if there is one; the next call gives the one after it. */
    Optional<Firing> take(Instant upTo) {
        Firing first = next;
        if (first == null || first.time().isAfter(upTo)) {
            return Optional.empty();
        }
        move();
        return Optional.of(first);
    }

    /** Why the next firing falls where it does. */
    List<String> reasons() {
        Firing first = next;
        if (first == null) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        Iterator<Explanation> explained =
                schedule.explained(first.time().minusNanos(1)).iterator();
        if (explained.hasNext()) {
            reasons.addAll(explained.next().reasons());
        }
        return reasons;
    }
}
