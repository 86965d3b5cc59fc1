package dev.reeve.engine.run;

import dev.reeve.engine.text.Took;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The run loop, as a role that whichever thread has something to tell takes for a moment: it drains what was told,
 * steps the run, and chooses what runs next. Completing a task and starting the next one so costs no hand-over
 * between threads. User code never runs while the role is held.
 */
final class Loop implements Run.Surroundings {
    private static final int SPINS = 64;
    private static final int LOW = ClaimRing.CAPACITY / 8;

    private final RunFacts facts;
    private final Shelf shelf;
    private final Supplier<RandomGenerator> randomness;
    private final TaskExecutor executor;
    private final Watching watching;
    private final Diagnostics diagnostics;
    private final Settling<?> settling;
    private final Duration grace;
    private final int slots;
    private final Run run;
    private final Claims claims;
    private final Pace pace;
    private final Alarms alarms;
    private final Timeouts timeouts;
    private final Inbox inbox = new Inbox();
    private final ClaimRing ring = new ClaimRing();
    private final int cores;
    private final Patience patience;
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger workers = new AtomicInteger();
    private final AtomicReference<@Nullable Thread> caller = new AtomicReference<>();
    private volatile boolean over;
    /** Whether a worker tells handlers; it takes no work meanwhile. */
    private volatile boolean telling;

    private boolean paused;
    private boolean interrupted;
    /** Whether chosen work lay about; then a worker is started whatever is expected of those there are. */
    private boolean hurried;

    Loop(Setup setup, Settling<?> settling) {
        this.facts = setup.facts();
        this.shelf = setup.shelf();
        this.executor = setup.executor();
        this.slots = executor.slots();
        this.watching = new Watching(setup.graph(), facts.runId(), setup.watchers());
        this.settling = settling;
        this.grace = setup.grace();
        this.randomness = setup.randomness();
        this.diagnostics = new Diagnostics(facts);
        this.alarms = new Alarms(facts.time());
        this.timeouts = new Timeouts(this, facts.time(), grace);
        this.run = new Run(setup, this, facts.time().nanos());
        this.claims = new Claims(run, this);
        this.pace = setup.plan().pace();
        this.cores = setup.machine().cores();
        this.patience = new Patience(setup.machine().later(), ring, this::hurry);
    }

    RunFacts facts() {
        return facts;
    }

    Shelf shelf() {
        return shelf;
    }

    RandomGenerator randomness() {
        return randomness.get();
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    boolean isOver() {
        return over;
    }

    // ---- the role

    /** Tells the loop something, from a thread that is no worker: handlers are not to hold that one up. */
    void tell(Message message) {
        inbox.offer(message);
        takeRole(false);
        if (watching.hasNotices() && caller.get() == null) {
            Thread.ofVirtual().start(watching::dispatch);
        }
    }

    /** A worker takes the role, and then tells handlers what came of it. */
    private void turn() {
        takeRole(true);
        if (watching.begin()) {
            telling = true;
            watching.tell();
            telling = false;
        }
    }

    /** Takes the role, unless another thread has it: then that one sees to what was told. */
    private void takeRole(boolean byWorker) {
        if (turns.getAndIncrement() == 0) {
            int missed = 1;
            do {
                hold(byWorker);
                missed = turns.addAndGet(-missed);
            } while (missed != 0);
            wakeCaller();
        }
    }

    private void wakeCaller() {
        Thread waiting = caller.get();
        if (waiting != null && waiting != Thread.currentThread()) {
            LockSupport.unpark(waiting);
        }
    }

    private void hold(boolean byWorker) {
        try {
            for (Message message = inbox.poll(); message != null; message = inbox.poll()) {
                if (!(message instanceof Attempt)) { // an attempt brings its own time
                    run.at(facts.time().nanos());
                }
                message.apply(run);
                run.settle();
                if (message instanceof Work && !(message instanceof Attempt)) {
                    claims.told();
                }
            }
            if (over) {
                return;
            }
            if (run.over()) {
                end();
            } else {
                choose(byWorker);
            }
        } catch (Throwable bug) { // of ours: the run must not hang for it
            over = true;
            alarms.cancelAll();
            turns.incrementAndGet(); // what else was told may be a question that somebody waits with
            rest(() -> settling.broken(bug));
        }
    }

    private void end() {
        over = true;
        alarms.cancelAll();
        rest(settling.atRest());
    }

    private void rest(Runnable settle) {
        watching.afterwards(() -> {
            settle.run();
            wakeCaller();
        });
    }

    /** Fills the ring and sees that there are workers for it. */
    private void choose(boolean byWorker) {
        int ahead = executor.inCallersThread() || run.attempts.abandoned() > 0 ? 0 : pace.ahead(slots);
        run.at(facts.time().nanos());
        while (busy() < slots + ahead && ring.size() < ClaimRing.CAPACITY) {
            Work work = claims.next();
            if (work == null) {
                break;
            }
            ring.put(work);
        }
        if (busy() == 0 && run.ready.isEmpty() && run.sleeping == 0) {
            stall();
        }
        if (!executor.inCallersThread()) {
            startWorkers(byWorker);
        }
    }

    private int busy() {
        return run.attempts.size() + claims.others();
    }

    private void startWorkers(boolean byWorker) {
        int waiting = ring.size();
        if (waiting == 0) {
            return;
        }
        int working = Math.max(0, busy() - waiting);
        int present = present();
        int idle = hurried ? 0 : Math.max(byWorker ? 1 : 0, present - working);
        int most = hurried ? slots : pace.workers(cores, slots, waiting + run.ready.size());
        if (waiting > idle && present < most) { // one at a time: it starts the next, if there is still need
            startWorker();
        } else if (waiting > (byWorker ? 1 : 0) && present < slots || telling || watching.hasNotices()) {
            patience.begin();
        }
    }

    private void startWorker() {
        hurried = false;
        int others = workers.getAndIncrement();
        try {
            executor.startWorker(this::work);
        } catch (RuntimeException | OutOfMemoryError refused) { // such as no more threads
            workers.decrementAndGet();
            if (others == 0) {
                throw refused;
            }
        }
    }

    /** Work that was chosen lies about: works are not as short as they were, or a worker is held up by a handler. */
    private void hurry() {
        tell(new Told(told -> {
            hurried = true;
            pace.slower();
        }));
    }

    /** Nothing goes on, nothing waits for a time: only a person can say how it goes on. */
    private void stall() {
        if (!paused && !run.flowState().isFinished()) {
            paused = true;
            run.flow(new FlowEvent.Stalled("waits for a person: " + String.join(", ", PausedTasks.names(run))));
            rest(settling.atRest());
        }
    }

    // ---- workers

    private void work() {
        Map<String, String> before = diagnostics.enter();
        try {
            int spins = 0;
            boolean untold = false; // whether it put something down to be told without asking for the role
            turn();
            long mark = facts.time().nanos();
            while (!over) {
                if (leavesSurplus()) {
                    if (untold) {
                        turn();
                    }
                    return;
                }
                Work work = ring.poll();
                if (work == null && untold) {
                    untold = false;
                    turn();
                    work = present() > slots ? null : ring.poll();
                }
                if (work != null) {
                    if (spins > 0) {
                        mark = facts.time().nanos();
                        spins = 0;
                    }
                    mark = serve(work, mark);
                    untold = ring.size() > LOW;
                    if (!untold) {
                        turn();
                    }
                } else if (spins++ < SPINS) { // without asking for the role, which would only keep its holder
                    Thread.onSpinWait();
                } else if (retire()) {
                    return;
                }
            }
            workers.decrementAndGet();
        } finally {
            diagnostics.leave(before);
        }
    }

    /** How many workers take work. */
    private int present() {
        return workers.get() - (telling ? 1 : 0);
    }

    /** Leaves if another worker was started while this one told handlers. */
    private boolean leavesSurplus() {
        while (present() > slots) {
            int all = workers.get();
            if (workers.compareAndSet(all, all - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Does a work and puts it down to be told; returns when it ended. */
    private long serve(Work work, long mark) {
        work.execute();
        long ended = work instanceof Attempt attempt
                ? attempt.finished
                : facts.time().nanos();
        pace.took(ended - mark);
        inbox.offer(work);
        return ended;
    }

    /**
     * Leaves, unless there is work: whoever put it there may have counted on this worker. What was told meanwhile is
     * the role's holder's, who starts another worker if need be.
     */
    private boolean retire() {
        workers.decrementAndGet();
        if (over || ring.size() == 0) {
            return true;
        }
        workers.incrementAndGet();
        return false;
    }

    /** Starts the run; in the caller's thread it goes on here until the run ended or waits for a person. */
    void start(@Nullable Duration deadline) {
        Told start = new Told(told -> {
            if (deadline != null) {
                alarms.in(deadline, () -> expire(deadline));
            }
            told.start();
        });
        if (executor.inCallersThread()) {
            inbox.offer(start); // heard by the first turn in there, which also tells handlers
            workInCaller();
        } else {
            tell(start);
        }
    }

    private @Nullable Work take() {
        Work work = ring.poll();
        if (work == null) {
            turn();
            work = ring.poll();
        }
        return work;
    }

    /**
     * The caller's thread works, and sleeps while only alarms can bring it something. If another thread is at it, that
     * one goes on instead, also with what it was told after its last look.
     */
    void workInCaller() {
        while (!settling.isSettled() && caller.compareAndSet(null, Thread.currentThread())) {
            interrupted = false;
            Map<String, String> before = diagnostics.enter();
            try {
                clearInterrupt(false);
                serveUntilSettled();
            } finally {
                diagnostics.leave(before);
                boolean keep = interrupted;
                caller.set(null);
                if (keep) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private void serveUntilSettled() {
        while (!settling.isSettled()) {
            Work work = take();
            if (work != null) {
                work.execute();
                inbox.offer(work);
            } else if (!settling.isSettled()) {
                LockSupport.park(this);
                clearInterrupt(false);
            }
        }
    }

    /** Clears the flag of this thread; an interrupt of the caller's thread that was not ours cancels the run. */
    void clearInterrupt(boolean ours) {
        if (Thread.interrupted() && !ours && caller.get() == Thread.currentThread()) {
            interruptedFromOutside();
        }
    }

    /** Somebody interrupted the thread that runs the flow: it is asked to stop, and told so once it has. */
    void interruptedFromOutside() {
        if (caller.get() == Thread.currentThread()) {
            interrupted = true;
            cancel("the thread that ran the flow was interrupted");
        }
    }

    // ---- from outside

    /** Ends what has not begun, stops what runs, and waits for that no longer than the grace period. */
    void cancel(String reason) {
        tell(new Told(told -> {
            told.flow(new FlowEvent.CancelRequested(reason));
            stopAll(told, reason);
        }));
    }

    /** The run's deadline has come. */
    private void expire(Duration limit) {
        tell(new Told(told -> {
            told.flow(new FlowEvent.Expired(limit));
            stopAll(told, "the run took longer than its deadline of " + Took.words(limit));
        }));
    }

    private void stopAll(Run stopping, String reason) {
        if (stopping.stopReason() != null || over) {
            return;
        }
        if (paused) {
            paused = false;
            settling.reopen();
        }
        stopping.stopAll(reason);
        alarms.in(
                grace,
                () -> tell(new Told(late -> late.abandonAll("did not stop within " + Took.words(grace))
                        .forEach(timeouts::abandoned))));
    }

    /** Lets a paused task go on; false if there is none of that name. */
    void resume(int v, String by) {
        tell(new Told(told -> {
            Children kids = told.children[v];
            boolean moved = false;
            for (int i = 0; kids != null && i < kids.width; i++) {
                moved |= told.state(v, i) instanceof State.Paused && told.move(v, i, new TaskEvent.Resumed(by));
            }
            moved |= told.state(v, -1) instanceof State.Paused && told.move(v, -1, new TaskEvent.Resumed(by));
            if (moved && paused) {
                paused = false;
                settling.reopen();
                told.flow(new FlowEvent.Resumed(by));
            }
        }));
    }

    /** What a question about the run is answered with, at a moment when nobody changes it. */
    <V extends @Nullable Object> V ask(Function<Run, V> question) {
        if (over) {
            return question.apply(run); // nothing changes any more
        }
        CompletableFuture<V> answer = new CompletableFuture<>();
        tell(new Told(told -> {
            try {
                answer.complete(question.apply(told));
            } catch (Throwable wrong) { // such as an index that is none
                answer.completeExceptionally(wrong);
            }
        }));
        return answer.join();
    }

    // ---- alarms

    @Override
    public void changed(int v, int child, State from, State to, Instant at) {
        watching.changed(v, child, from, to, at);
    }

    @Override
    public void wakeAt(int v, int child, State waiting, Instant due) {
        alarms.at(due, () -> tell(new Told(told -> told.woken(v, child, waiting))));
    }

    @Override
    public void stop(Attempt attempt) {
        attempt.stop();
    }
}
