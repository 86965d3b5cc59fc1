package dev.reeve.engine.run;

import dev.reeve.engine.capture.PrintedLines;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a run: how many there are, and what each does. A worker takes chosen work from the ring, does it, and
 * takes the loop's role to tell what came of it. This is the runnable itself and no lambda of it: each makes a small flow
 * start a little later.
 */
final class Workers implements Runnable {
    private static final int SPINS = 64;
    private static final int LOW = ClaimRing.CAPACITY / 8;

    private final Loop loop;
    private final Run run;
    private final TaskExecutor executor;
    private final int slots;
    private final ClaimRing ring;
    private final Pace pace;
    private final Watching watching;
    private final Crew crew;
    private final Time time;
    private final Patience patience;
    /** Whoever starts a worker, a timer perhaps, its tasks find what those of the thread that began the run do. */
    private final @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();

    private final AtomicInteger present = new AtomicInteger();
    /** Whether a worker tells handlers; it takes no work meanwhile. */
    private volatile boolean telling;

    /** Whether chosen work lay about; then a worker is started whatever is expected of those there are. */
    private boolean hurried;

    /** What they work with. */
    record Means(TaskExecutor executor, int slots, ClaimRing ring, Pace pace, Watching watching) {}

    Workers(Loop loop, Run run, Means means) {
        this.loop = loop;
        this.run = run;
        this.executor = means.executor();
        this.slots = means.slots();
        this.ring = means.ring();
        this.pace = means.pace();
        this.watching = means.watching();
        this.crew = loop.crew();
        this.time = loop.facts().time();
        this.patience = new Patience(ring, this, loop.facts().host());
    }

    /** Sees that there are workers for the work in the ring. Part of the role. */
    void start(int busy, boolean byWorker) {
        int waiting = ring.size();
        if (waiting == 0) {
            return;
        }
        int working = Math.max(0, busy - waiting);
        int present = present();
        int idle = hurried ? 0 : Math.max(byWorker ? 1 : 0, present - working);
        int cores = loop.facts().host().machine().cores();
        int most = hurried ? slots : pace.workers(cores, slots, waiting + run.ready.size());
        if (waiting > idle && present < most) { // one at a time: it starts the next, if there is still need
            startOne();
        } else if (waiting > (byWorker ? 1 : 0) && present < slots || telling || watching.hasNotices()) {
            patience.begin();
        }
    }

    private void startOne() {
        hurried = false;
        int others = present.getAndIncrement();
        try {
            executor.startWorker(this);
        } catch (RuntimeException | OutOfMemoryError refused) { // such as no more threads
            present.decrementAndGet();
            if (others == 0) {
                throw refused;
            }
        }
    }

    /** Work that was chosen lies about: works are not as short as they were, or a worker is held up by a handler. */
    void hurry() {
        loop.tell(new Told(told -> {
            hurried = true;
            pace.slower();
        }));
    }

    /** A worker takes the role, and then tells handlers what came of it. */
    private void turn() {
        loop.takeRole(true);
        run.journal.breathe();
        if (watching.begin()) {
            telling = true;
            watching.tell();
            telling = false;
        }
    }

    /** What a worker does. */
    @Override
    public void run() {
        PrintedLines.forget(); // the task that this thread may have been started from
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        Map<String, String> before = crew.join();
        try {
            work();
        } catch (RuntimeException | Error bug) { // of ours, or of a memory that is full: the run must not hang for it
            loop.tell(new Told(told -> rethrow(bug)));
        } finally {
            crew.leave(before);
            thread.setContextClassLoader(own);
        }
    }

    private void work() {
        int spins = 0;
        boolean untold = false; // whether it put something down to be told without asking for the role
        turn();
        long mark = time.nanos();
        while (!loop.isOver()) {
            if (leavesSurplus()) {
                if (untold) {
                    turn();
                }
                return;
            }
            Work work = next(mark);
            if (work == null && untold) {
                untold = false;
                turn();
                work = present() > slots ? null : ring.poll();
            }
            if (work != null) {
                if (spins > 0) {
                    mark = time.nanos();
                    spins = 0;
                }
                mark = serve(work, mark);
                untold = ring.size() > LOW && !(work instanceof Moving); // others may wait for the room
                if (!untold) {
                    turn();
                }
            } else if (spins++ < SPINS) { // without asking for the role, which would only keep its holder
                Thread.onSpinWait();
            } else if (retire()) {
                return;
            }
        }
        present.decrementAndGet();
    }

    private static void rethrow(Throwable bug) {
        if (bug instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) bug;
    }

    /** What a worker does next: before it begins anything, it makes room where memory is tight. */
    private @Nullable Work next(long now) {
        if (run.relief.wanted(now)) {
            turn();
        }
        Work moving = run.relief.poll();
        if (moving == null && run.relief.goesOn() && run.relief.wanted(now)) {
            return null; // others make room: a task that begins now might fill it first
        }
        return moving == null ? ring.poll() : moving;
    }

    /** How many workers take work. */
    private int present() {
        return present.get() - (telling ? 1 : 0);
    }

    /** Leaves if another worker was started while this one told handlers. */
    private boolean leavesSurplus() {
        while (present() > slots) {
            int all = present.get();
            if (present.compareAndSet(all, all - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Does a work and puts it down to be told; returns when it ended. */
    private long serve(Work work, long mark) {
        work.execute();
        long ended = work instanceof Attempt attempt && !attempt.left() ? attempt.finished : time.nanos();
        long waited = work instanceof Attempt attempt ? attempt.waited : 0;
        pace.took(ended - mark - waited, waited);
        loop.putIn(work);
        return ended;
    }

    /**
     * Leaves, unless there is work: whoever put it there may have counted on this worker. What was told meanwhile is
     * the role's holder's, who starts another worker if need be. It leaves, too, where others make room, as who told
     * that they did is that holder: a virtual thread that went on to look would keep them from what they run on.
     */
    private boolean retire() {
        present.decrementAndGet();
        boolean nothing = ring.size() == 0 || run.relief.goesOn();
        if (loop.isOver() || nothing && !run.relief.hasWork()) {
            return true;
        }
        present.incrementAndGet();
        return false;
    }

    // ---- in the caller's thread

    /** What the caller's thread does next; null if there is nothing. */
    @Nullable
    Work take() {
        long now = time.nanos();
        Work work = next(now);
        if (work == null) {
            turn();
            work = next(now);
        }
        return work;
    }

    /** Puts down a work that was done, to be told by the next turn. */
    void done(Work work) {
        loop.putIn(work);
        if (loop.isOver()) { // it was not waited for, but what it had is to be given back
            loop.takeRole(false);
        }
    }
}
