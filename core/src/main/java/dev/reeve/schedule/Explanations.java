package dev.reeve.schedule;

import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Says of each time why it is there. Not thread-safe. */
final class Explanations implements Iterator<Explanation> {
    private final List<Clock> clocks;
    private final Iterator<Tick> ticks;
    private final Tick[] before;

    Explanations(List<Clock> clocks, Iterator<Tick> ticks, Instant after) {
        this.clocks = clocks;
        this.ticks = ticks;
        this.before = new Tick[clocks.size()];
        Arrays.fill(before, new Tick(0, after, after));
    }

    @Override
    public boolean hasNext() {
        return ticks.hasNext();
    }

    @Override
    public Explanation next() {
        Tick tick = ticks.next();
        Clock clock = clocks.get(tick.clock());
        List<String> reasons = new Reasons(clock).of(tick, before[tick.clock()]);
        before[tick.clock()] = tick;
        return new Explanation(Firings.of(clock, tick), reasons);
    }
}
