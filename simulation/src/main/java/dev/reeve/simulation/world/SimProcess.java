package dev.reeve.simulation.world;

import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/**
 * A program in a world: its threads, its clock, its executor. When it {@linkplain #crash crashes}, its threads never go on
 * and its alarms never ring. Not thread-safe, as the world.
 */
public final class SimProcess implements Time {
    private final World world;
    private final String name;
    private final Executor scheduler = new Executor() {
        @Override
        public void execute(Runnable piece) {
            if (alive) {
                world.ready(SimProcess.this, piece);
            }
        }
    };
    private final Queue<Runnable> rung = new ArrayDeque<>();
    private final List<Throwable> deaths = new ArrayList<>();
    private boolean ringing;
    private int looks;
    private boolean alive = true;

    public SimProcess(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** Its name, for people. */
    public String name() {
        return name;
    }

    /** Whether it has not crashed. */
    public boolean alive() {
        return alive;
    }

    /** Starts a thread. */
    public Thread start(String thread, Runnable task) {
        Thread started = Threads.make(scheduler, name + "-" + thread, task);
        started.setUncaughtExceptionHandler((dead, thrown) -> deaths.add(thrown));
        started.start();
        return started;
    }

    /** What threads of it died of. */
    public List<Throwable> deaths() {
        return List.copyOf(deaths);
    }

    /** All in it is lost, at once. */
    public void crash() {
        alive = false;
        world.forget(this);
    }

    /** Nanoseconds of the world. Asking takes a step, so threads take turns wherever the time is asked for. */
    @Override
    public long nanos() {
        world.step();
        return world.now();
    }

    @Override
    public Alarm at(Instant when, Runnable action) {
        long due = when.getEpochSecond() > 8_000_000_000L
                ? Long.MAX_VALUE
                : when.getEpochSecond() * 1_000_000_000L + when.getNano();
        return due == Long.MAX_VALUE ? () -> {} : world.alarm(due, this, action);
    }

    /** An alarm's time has come: one thread rings them all, one after the other. */
    void ring(Runnable action) {
        rung.add(action);
        if (!ringing) {
            ringing = true;
            start("alarms", () -> {
                for (Runnable next = rung.poll(); next != null; next = rung.poll()) {
                    next.run();
                    world.step();
                }
                ringing = false;
            });
        }
    }

    /** A source of random numbers of its own. */
    public SplittableRandom random() {
        return world.split();
    }

    /** Runs that a millisecond later, on a thread of its own. */
    public void later(Runnable action) {
        looks++;
        world.alarm(world.now() + Duration.ofMillis(1).toNanos(), null, () -> {
            looks--;
            if (alive) {
                start("later", action);
            }
        });
    }

    /** Whether something is to run {@linkplain #later later}. */
    public boolean isAboutToLook() {
        return looks > 0;
    }

    /** An executor with that many threads at most; 0: the caller's. */
    public TaskExecutor executor(int slots) {
        return new TaskExecutor() {
            @Override
            public int slots() {
                return Math.max(1, slots);
            }

            @Override
            public boolean inCallersThread() {
                return slots == 0;
            }

            @Override
            public void startWorker(Runnable worker) {
                start("worker", worker);
            }

            @Override
            public String describe() {
                return slots == 0 ? "in the caller's thread" : slots + " simulated threads";
            }

            @Override
            public void close() {}
        };
    }
}
