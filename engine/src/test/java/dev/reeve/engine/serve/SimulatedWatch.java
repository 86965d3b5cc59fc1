package dev.reeve.engine.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** A clock that goes on only while somebody waits, to the next thing that happens. */
final class SimulatedWatch implements Watch {
    private record Thing(long at, Runnable action) {}

    private final PriorityQueue<Thing> things = new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
    private Instant wall;
    private long nanos;
    private boolean woken;
    Duration longestPause = Duration.ZERO;

    SimulatedWatch(String start) {
        wall = Instant.parse(start);
    }

    /** Does that once so much time has passed. */
    void after(Duration delay, Runnable action) {
        things.add(new Thing(nanos + delay.toNanos(), action));
    }

    /** Does that when the wall clock shows that time, if it does not jump before. */
    void at(String time, Runnable action) {
        after(Duration.between(wall, Instant.parse(time)), action);
    }

    /** The machine's clock is put forward, or it sleeps. */
    void jump(Duration by) {
        wall = wall.plus(by);
    }

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration most) {
        longestPause = most.compareTo(longestPause) > 0 ? most : longestPause;
        long end = nanos + most.toNanos();
        while (!woken && !things.isEmpty() && things.peek().at() <= end) {
            Thing thing = things.remove();
            pass(thing.at());
            thing.action().run();
        }
        if (!woken) {
            pass(end);
        }
        woken = false;
    }

    private void pass(long to) {
        wall = wall.plusNanos(to - nanos);
        nanos = to;
    }

    @Override
    public void wake() {
        woken = true;
    }
}
