package dev.reeve.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges the times of all clocks of a schedule; of those at one time, in the order of the clocks. Not thread-safe. */
final class Walk implements Iterator<Tick> {
    private record Given(Object parameters, Object labels) {}

    private final List<Clock> clocks;
    private final List<ClockWalk> walks = new ArrayList<>();
    private final @Nullable Tick[] heads;
    private final boolean[] pulled; // no clock is asked for more than is needed
    private final Set<Given> seen = new HashSet<>(); // at the time of the last one
    private Instant time = Instant.MIN;
    private @Nullable Tick upcoming;
    private boolean known;

    Walk(List<Clock> clocks, Instant after) {
        this.clocks = clocks;
        this.heads = new @Nullable Tick[clocks.size()];
        this.pulled = new boolean[heads.length];
        for (int i = 0; i < heads.length; i++) {
            walks.add(new ClockWalk(clocks.get(i), i, after));
        }
    }

    @Override
    public boolean hasNext() {
        if (!known) {
            upcoming = heads.length == 1 ? walks.getFirst().next() : merged();
            known = true;
        }
        return upcoming != null;
    }

    @Override
    public Tick next() {
        Tick tick = hasNext() ? upcoming : null;
        if (tick == null) {
            throw new NoSuchElementException();
        }
        known = false;
        return tick;
    }

    private @Nullable Tick head(int clock) {
        if (!pulled[clock]) {
            heads[clock] = walks.get(clock).next();
            pulled[clock] = true;
        }
        return heads[clock];
    }

    /** The earliest; not what another clock said already of the same time. */
    private @Nullable Tick merged() {
        while (true) {
            Tick tick = null;
            for (int i = 0; i < heads.length; i++) {
                Tick head = head(i);
                if (isEarlier(head, tick)) {
                    tick = head;
                }
            }
            if (tick == null) {
                return null;
            }
            pulled[tick.clock()] = false;
            if (!tick.time().equals(time)) {
                time = tick.time();
                seen.clear();
            }
            Clock clock = clocks.get(tick.clock());
            if (seen.add(new Given(clock.parameters(), clock.labels()))) {
                return tick;
            }
        }
    }

    private static boolean isEarlier(@Nullable Tick tick, @Nullable Tick other) {
        return tick != null && (other == null || tick.time().isBefore(other.time()));
    }
}
