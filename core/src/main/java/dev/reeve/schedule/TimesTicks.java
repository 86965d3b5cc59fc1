package dev.reeve.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Instants that were listed. */
final class TimesTicks implements Ticks {
    private final TreeSet<Instant> times;

    TimesTicks(List<Moment> moments, ZoneId zone) {
        this.times = moments.stream().map(moment -> moment.in(zone)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public @Nullable Instant next(Instant after) {
        return times.higher(after);
    }
}
