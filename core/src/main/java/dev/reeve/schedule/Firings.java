package dev.reeve.schedule;

import java.util.Iterator;
import java.util.List;

/** Says of each time what the clock has to say. */
record Firings(List<Clock> clocks, Iterator<Tick> ticks) implements Iterator<Firing> {
    @Override
    public boolean hasNext() {
        return ticks.hasNext();
    }

    @Override
    public Firing next() {
        Tick tick = ticks.next();
        return of(clocks.get(tick.clock()), tick);
    }

    static Firing of(Clock clock, Tick tick) {
        return new Firing(tick.time(), clock.zone(), clock.parameters(), clock.labels());
    }
}
