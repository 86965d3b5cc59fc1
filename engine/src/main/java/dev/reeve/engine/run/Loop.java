package dev.reeve.engine.run;

import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
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
    /** Works of less than this, in nanoseconds, are over before another thread has woken up. */
    private static final long SHORT = 20_000;

    private final RunFacts facts;
    private final Shelf shelf;
    private final Supplier<RandomGenerator> randomness;
    private final TaskExecutor executor;
    private final Watching watching;
    private final Diagnostics diagnostics;
    private final Settling<?> settling;
    private final Duration grace;
    private final Run run;
    private final Claims claims;
    private final Alarms alarms;
    private final Inbox inbox = new Inbox();
    private final ClaimRing ring = new ClaimRing();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger workers = new AtomicInteger();
    private volatile boolean over;
    private volatile @Nullable Thread caller;
    /** How long works take, in nanoseconds: a moving average, written by all workers without care. */
    private volatile long usual = SHORT * 8;

    private boolean paused;
    private boolean interrupted;

    Loop(Setup setup, Settling<?> settling) {
        this.facts = setup.facts();
        this.shelf = setup.shelf();
        this.executor = setup.executor();
        this.watching = new Watching(setup.graph(), facts.runId(), setup.watchers());
        this.settling = settling;
        this.grace = setup.grace();
        this.randomness = setup.randomness();
        this.diagnostics = new Diagnostics(facts);
        this.alarms = new Alarms(facts.time());
        this.run = new Run(setup.plan(), setup.limits(), this, facts.time().nanos());
        this.claims = new Claims(run, this);
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

    /** Whether a thread works on a run in the caller's thread. */
    boolean hasCaller() {
        return caller != null;
    }

    boolean isOver() {
        return over;
    }

    // ---- the role

    /** Tells the loop something. */
    void tell(Message message) {
        inbox.offer(message);
        turn(false);
    }

    /** The same from the alarms' thread, which has no time for handlers. */
    private void tellByAlarm(Message message) {
        inbox.offer(message);
        takeRole(false);
        if (!executor.inCallersThread() && watching.hasNotices()) {
            Thread.ofVirtual().start(watching::dispatch);
        }
    }

    private void turn(boolean byWorker) {
        takeRole(byWorker);
        watching.dispatch();
    }

    /** Takes the role, unless another thread has it: then that one sees to what was told. */
    private void takeRole(boolean byWorker) {
        if (turns.getAndIncrement() == 0) {
            int missed = 1;
            do {
                hold(byWorker);
                missed = turns.addAndGet(-missed);
            } while (missed != 0);
            Thread waiting = caller;
            if (waiting != null && waiting != Thread.currentThread()) {
                LockSupport.unpark(waiting);
            }
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
            watching.afterwards(() -> settling.broken(bug));
        }
    }

    private void end() {
        over = true;
        alarms.cancelAll();
        watching.afterwards(settling::settled);
    }

    /** Fills the ring and sees that there are workers for it. */
    private void choose(boolean byWorker) {
        int slots = executor.slots();
        int ahead = run.attempts.abandoned() > 0 ? 0 : ahead(slots);
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
            startWorkers(slots, byWorker);
        }
    }

    private int busy() {
        return run.attempts.size() + claims.others();
    }

    /** How much is chosen ahead of free slots: nothing while works are long, so that the most urgent goes first. */
    private int ahead(int slots) {
        return executor.inCallersThread() ? 0 : usual < SHORT ? ClaimRing.CAPACITY / 2 : usual < SHORT * 8 ? slots : 0;
    }

    private void startWorkers(int slots, boolean byWorker) {
        int waiting = ring.size();
        int working = Math.max(0, busy() - waiting);
        int idle = Math.max(byWorker ? 1 : 0, workers.get() - working);
        if (waiting > idle && workers.get() < slots) { // one at a time: it starts the next, if there is still need
            workers.incrementAndGet();
            executor.startWorker(this::work);
        }
    }

    /** Nothing goes on, nothing waits for a time: only a person can say how it goes on. */
    private void stall() {
        if (!paused && !run.flowState().isFinished()) {
            paused = true;
            run.flow(new FlowEvent.Stalled("waits for a person: " + String.join(", ", run.pausedTasks())));
            watching.afterwards(settling::settled);
        }
    }

    // ---- workers

    private void work() {
        diagnostics.enter();
        try {
            int spins = 0;
            turn(true);
            long mark = facts.time().nanos();
            while (!over) {
                Work work = ring.poll();
                if (work != null) {
                    if (spins > 0) {
                        mark = facts.time().nanos();
                        spins = 0;
                    }
                    mark = serve(work, mark);
                    turn(true); // after each, for the next may take an hour and somebody may wait for this one
                } else if (spins++ < SPINS) { // without asking for the role, which would only keep its holder
                    Thread.onSpinWait();
                } else if (retire()) {
                    return;
                }
            }
            workers.decrementAndGet();
        } finally {
            diagnostics.leave();
        }
    }

    /** Does a work and puts it down to be told; returns when it ended. */
    private long serve(Work work, long mark) {
        work.execute();
        long ended = work instanceof Attempt attempt
                ? attempt.finished
                : facts.time().nanos();
        long before = usual; // bounded, so that one work during which the thread was set aside does not count for many
        usual = before + (Math.min(ended - mark, 2 * before + 1_000) - before) / 8;
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
        tell(new Told(told -> {
            if (deadline != null) {
                alarms.at(facts.time().now().plus(deadline), () -> expire(deadline));
            }
            told.start();
        }));
        if (executor.inCallersThread()) {
            workInCaller();
        }
    }

    private @Nullable Work take() {
        Work work = ring.poll();
        if (work == null) {
            turn(true);
            work = ring.poll();
        }
        return work;
    }

    /** The caller's thread works, and sleeps while only alarms can bring it something. */
    void workInCaller() {
        caller = Thread.currentThread();
        diagnostics.enter();
        try {
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
        } finally {
            diagnostics.leave();
            caller = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Clears the flag of this thread; an interrupt of the caller's thread that was not ours cancels the run. */
    void clearInterrupt(boolean ours) {
        if (Thread.interrupted() && !ours && caller == Thread.currentThread()) {
            interruptedFromOutside();
        }
    }

    /** Somebody interrupted the thread that runs the flow: it is asked to stop, and told so once it has. */
    void interruptedFromOutside() {
        if (caller == Thread.currentThread()) {
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
        tellByAlarm(new Told(told -> {
            told.flow(new FlowEvent.Expired(limit));
            stopAll(told, "the run took longer than its deadline of " + limit);
        }));
    }

    private void stopAll(Run stopping, String reason) {
        if (stopping.stopReason() != null) {
            return;
        }
        if (paused) {
            paused = false;
            settling.reopen();
        }
        stopping.stopAll(reason);
        alarms.at(
                facts.time().now().plus(grace),
                () -> tellByAlarm(new Told(late -> late.abandonAll("did not stop within " + grace))));
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
            } catch (RuntimeException wrong) { // such as an index that is none
                answer.completeExceptionally(wrong);
            }
        }));
        return answer.join();
    }

    // ---- alarms

    /** Stops an attempt once its time is up. */
    Time.Alarm expireAfter(Attempt attempt, Duration limit) {
        return facts.time().at(facts.time().now().plus(limit), () -> {
            if (attempt.stop()) {
                if (Retries.asksUserCode(attempt.planned.node().settings())) {
                    Thread.ofVirtual().start(() -> expired(attempt, limit)); // the alarm's thread is not for user code
                } else {
                    expired(attempt, limit);
                }
            }
        });
    }

    private void expired(Attempt attempt, Duration limit) {
        TaskEvent event = new TaskEvent.Expired(
                attempt.tries.attempt(),
                limit,
                Retries.verdict(
                        attempt.planned.node().settings(),
                        attempt.tries,
                        new TimeoutException("took longer than " + limit),
                        randomness()));
        tellByAlarm(new Told(told -> {
            told.attempts.abandon(attempt);
            told.move(attempt.node(), attempt.child, event);
        }));
    }

    @Override
    public void changed(int v, int child, State from, State to, Instant at) {
        watching.changed(v, child, from, to, at);
    }

    @Override
    public void wakeAt(int v, int child, State waiting, Instant due) {
        alarms.at(due, () -> tellByAlarm(new Told(told -> told.woken(v, child, waiting))));
    }

    @Override
    public void stop(Attempt attempt) {
        attempt.stop();
    }
}
