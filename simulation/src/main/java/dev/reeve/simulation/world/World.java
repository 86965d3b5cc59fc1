package dev.reeve.simulation.world;

import dev.reeve.spi.Time;
import dev.reeve.testing.disk.DiskWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides by its seed what happens next: which thread goes on, whether an alarm rings, what happens from outside. One
 * thread at a time goes on, so the same seed gives the same world. Everything in it runs on the thread that calls
 * {@link #run}; not thread-safe.
 */
public final class World implements DiskWorld {
    /** 2026-01-01T00:00Z. */
    private static final long BEGINNING = 1_767_225_600_000_000_000L;

    private static final int MOST_STEPS = 200_000;

    /** A piece of a thread that may go on. */
    private record Ready(SimProcess process, Runnable piece) {}

    private record Event(long step, long order, Runnable what) {}

    /** Something that is due at a time; {@code process} is null for what lies outside of all. */
    private static final class Alarm {
        final long when;
        final long order;
        final @Nullable SimProcess process;
        final Runnable action;
        boolean over;

        Alarm(long when, long order, @Nullable SimProcess process, Runnable action) {
            this.when = when;
            this.order = order;
            this.process = process;
            this.action = action;
        }
    }

    private final SplittableRandom random;
    private final Manner manner;
    private final Trace trace;
    private final List<Ready> ready = new ArrayList<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(
            Comparator.<Alarm>comparingLong(alarm -> alarm.when).thenComparingLong(alarm -> alarm.order));
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::step).thenComparingLong(Event::order));
    private final Thread driver = Thread.currentThread();
    private volatile boolean disturbed;
    private Runnable idle = () -> {};
    private @Nullable Runnable last;
    private long now = BEGINNING;
    private long order;
    private long steps;

    public World(long seed, Trace trace) {
        this.random = new SplittableRandom(seed);
        this.manner = Manner.of(random);
        this.trace = trace;
    }

    /** What it writes down. */
    public Trace trace() {
        return trace;
    }

    /** How many steps were taken. */
    public long steps() {
        return steps;
    }

    @Override
    public long now() {
        return now;
    }

    /** A number from 0 to below that. */
    public int draw(int below) {
        return random.nextInt(below);
    }

    @Override
    public SplittableRandom split() {
        return random.split();
    }

    @Override
    public void note(Supplier<String> words) {
        trace.say(now, words);
    }

    // ---- what happens

    /** Goes on until nothing can happen any more; false if there is no end to it. */
    public boolean run() {
        while (steps++ < MOST_STEPS) {
            Event event = events.peek();
            if (event != null && event.step() <= steps) {
                events.remove().what().run();
            } else if (ready.isEmpty()) {
                idle.run();
                if (!ring()) {
                    if (event == null) {
                        return true;
                    }
                    events.remove().what().run(); // nothing else will bring its step
                }
            } else if (manner.early() > 0 && random.nextInt(1024) < manner.early() && ring()) {
                trace.mark(now, 'e', alarms.size());
            } else {
                goOn();
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // each thread goes on by a piece of its own
    private void goOn() {
        int place = random.nextInt(ready.size());
        if (last != null && random.nextInt(64) < manner.stays()) {
            for (int i = 0; i < ready.size(); i++) {
                if (ready.get(i).piece() == last) {
                    place = i;
                }
            }
        }
        Ready next = ready.get(place);
        Ready end = ready.removeLast();
        if (place < ready.size()) {
            ready.set(place, end);
        }
        trace.mark(now, 'g', place);
        last = next.piece();
        next.piece().run();
    }

    /** Time goes on to the next alarm, which rings; false if there is none. */
    private boolean ring() {
        Alarm alarm = alarms.poll();
        while (alarm != null && alarm.over) {
            alarm = alarms.poll();
        }
        if (alarm == null) {
            return false;
        }
        now = Math.max(now, alarm.when);
        alarm.over = true;
        trace.mark(now, 'r', alarm.order);
        if (alarm.process == null) {
            alarm.action.run();
        } else {
            alarm.process.ring(alarm.action);
        }
        return true;
    }

    /** A piece of a thread of that process may go on. */
    void ready(SimProcess process, Runnable piece) {
        Thread teller = Thread.currentThread();
        if (teller != driver && !teller.isVirtual()) {
            disturbed = true; // it waited for a thread of another world, for a lock that all classes share, say
        }
        synchronized (ready) {
            ready.add(new Ready(process, piece));
        }
    }

    /** Whether something outside of this world had a say in it, so that the seed alone does not decide. */
    public boolean disturbed() {
        return disturbed;
    }

    /** That process is gone, with its threads and alarms. */
    void forget(SimProcess process) {
        ready.removeIf(piece -> piece.process() == process);
        alarms.removeIf(alarm -> alarm.process == process);
    }

    /** How many nanoseconds nothing will happen if no thread can go on now; very many if nothing will. */
    public long quiet() {
        while (!alarms.isEmpty() && alarms.peek().over) {
            alarms.remove();
        }
        return alarms.isEmpty() ? Long.MAX_VALUE : alarms.peek().when - now;
    }

    /** Has something looked at from outside whenever no thread can go on; it is to change nothing. */
    public void whenIdle(Runnable look) {
        idle = look;
    }

    /** Has something done from outside at that step, counted from now. */
    public void after(long steps, Runnable what) {
        events.add(new Event(this.steps + steps, order++, what));
    }

    /** Time goes on by so much at once, as when a machine slept. */
    public void jump(Duration by) {
        now += by.toNanos();
    }

    // ---- what threads in it do

    /** A step of a thread: takes a moment, and perhaps another one goes on first. */
    @Override
    public void step() {
        now += random.nextInt(manner.nanos());
        if (Thread.currentThread().isVirtual() && random.nextInt(64) < manner.yields()) {
            Thread.yield();
        }
    }

    Time.Alarm alarm(long when, @Nullable SimProcess process, Runnable action) {
        Alarm alarm = new Alarm(when, order++, process, action);
        alarms.add(alarm);
        return () -> {
            if (!alarm.over) {
                alarm.over = true;
                alarms.remove(alarm);
            }
        };
    }

    /** The current thread waits so long. Interrupted it stops, unless it is one that does not listen. */
    public void sleep(Duration time, boolean listens) throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        boolean[] over = {false};
        boolean interrupted = false;
        Time.Alarm alarm = alarm(now + time.toNanos(), null, () -> {
            over[0] = true;
            LockSupport.unpark(sleeper);
        });
        while (!over[0]) {
            if (Thread.interrupted()) {
                interrupted = true;
                if (listens) {
                    alarm.cancel();
                    throw new InterruptedException("interrupted at " + now);
                }
            } else {
                LockSupport.park();
            }
        }
        if (interrupted) {
            sleeper.interrupt();
        }
    }
}
