package dev.reeve.engine.run;

import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The run loop, as a role that whichever thread has something to tell takes for a moment: it drains what was told,
 * steps the run, and chooses what runs next. Completing a task and starting the next one so costs no hand-over
 * between threads. User code never runs while the role is held.
 */
final class Loop {
    private final RunFacts facts;
    private final Shelf shelf;
    private final TaskExecutor executor;
    private final Watching watching;
    private final Diagnostics diagnostics;
    private final Keepsakes keepsakes;
    private final Crew crew;
    private final RunView view;
    private final Settling<RunView> settling;
    private final int slots;
    private final Run run;
    private final Claims claims;
    private final Pace pace;
    private final Alarms alarms;
    private final Steering steering;
    private final Inbox inbox = new Inbox();
    private final ClaimRing ring = new ClaimRing();
    private final AtomicInteger turns = new AtomicInteger();
    private final Workers workers;
    private final CallersThread caller;
    private volatile boolean over;

    /** {@code parent} is told how it gets on; null if nobody else waits. */
    Loop(Setup setup, Host.@Nullable Parent parent) {
        this.facts = setup.facts();
        this.shelf = setup.shelf();
        this.keepsakes = new Keepsakes(this, setup.restored().artifacts());
        this.executor = setup.executor();
        this.slots = executor.slots();
        this.view = new LiveView(this, setup.plan());
        this.watching = new Watching(setup, view, parent != null);
        this.settling = new Settling<>(this, view, parent);
        this.diagnostics = new Diagnostics(facts);
        this.crew = new Crew(diagnostics);
        this.alarms = new Alarms(facts.time());
        this.steering = new Steering(this, alarms, settling);
        this.run =
                new Run(setup, new Outside(this, watching, alarms), facts.time().nanos());
        this.caller = new CallersThread(this);
        this.claims = new Claims(run, this);
        this.pace = setup.plan().pace();
        this.workers = new Workers(this, run, new Workers.Means(executor, slots, ring, pace, watching));
    }

    RunFacts facts() {
        return facts;
    }

    Shelf shelf() {
        return shelf;
    }

    RandomGenerator randomness() {
        return facts.host().machine().randomness();
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    Limits limits() {
        return run.limits;
    }

    Restoring restoring() {
        return run.restoring;
    }

    Spilling spilling() {
        return run.spilling;
    }

    Keepsakes keepsakes() {
        return keepsakes;
    }

    Crew crew() {
        return crew;
    }

    Workers workers() {
        return workers;
    }

    CallersThread caller() {
        return caller;
    }

    Timeouts timeouts() {
        return new Timeouts(this);
    }

    Steering steering() {
        return steering;
    }

    RunView view() {
        return view;
    }

    Settling<RunView> settling() {
        return settling;
    }

    /** What the run took over from its earlier epochs. */
    Restored restored() {
        return run.restoring.restored();
    }

    /** Where the run puts down what happens to it. */
    Journal journal() {
        return run.journal;
    }

    boolean isOver() {
        return over;
    }

    // ---- the role

    /** Tells the loop something, from a thread that is no worker: handlers are not to hold that one up. */
    void tell(Message message) {
        inbox.offer(message);
        takeRole(false);
        if (watching.hasNotices() && !caller.present()) {
            facts.host().machine().aside(() -> crew.during(watching::dispatchAside));
        }
    }

    /** Puts something down for the role's next holder. */
    void putIn(Message message) {
        inbox.offer(message);
    }

    /** Takes the role, unless another thread has it: then that one sees to what was told. */
    void takeRole(boolean byWorker) {
        if (turns.getAndIncrement() == 0) {
            int missed = 1;
            do {
                hold(byWorker);
                missed = turns.addAndGet(-missed);
            } while (missed != 0);
            caller.wake();
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
            if (over || !run.begun()) {
                return;
            }
            if (run.over()) {
                end();
            } else {
                choose(byWorker);
            }
            run.journal.publish();
        } catch (Throwable bug) { // of ours: the run must not hang for it
            over = true;
            run.limits.close();
            closeRemote();
            alarms.cancelAll();
            turns.incrementAndGet(); // what else was told may be a question that somebody waits with
            rest(true, () -> settling.broken(bug));
        }
    }

    private void end() {
        over = true;
        for (Work never = ring.poll(); never != null; never = ring.poll()) {
            if (never instanceof Attempt attempt) {
                run.limits.cancelled(attempt);
                attempt.freeSlot();
            }
        }
        closeRemote();
        run.limits.close();
        alarms.cancelAll();
        run.journal.resting();
        rest(true, settling.atRest());
    }

    private void closeRemote() {
        if (run.remote != null) {
            run.remote.close();
        }
    }

    private void rest(boolean ended, Runnable settle) {
        watching.afterwards(new Rest(ended, settle));
        if (executor.inCallersThread()) {
            watching.afterwards(caller::wake);
        }
    }

    /** It ended, or waits for a person. */
    private final class Rest implements Runnable {
        private final boolean ended;
        private final Runnable settle;

        Rest(boolean ended, Runnable settle) {
            this.ended = ended;
            this.settle = settle;
        }

        @Override
        public void run() {
            if (over) {
                shelf.releaseAll();
                keepsakes.artifacts().close();
            }
            run.journal.rest(ended);
            keepsakes.forgetTurns(run);
            settle.run();
        }
    }

    /** Fills the ring and sees that there are workers for it. */
    private void choose(boolean byWorker) {
        if (byWorker) {
            run.relief.choose(this, claims, slots);
        }
        RemoteWork remote = run.remote;
        if (remote != null) {
            remote.call();
        }
        int ahead = remote != null || executor.inCallersThread() || run.attempts.abandoned() > 0 || run.limits.rated()
                ? 0
                : pace.ahead(slots);
        run.at(facts.time().nanos());
        while (busy() < slots + ahead && ring.size() < ClaimRing.CAPACITY && (remote == null || !remote.crowded())) {
            Work work = claims.next();
            if (work == null) {
                break;
            }
            ring.put(work);
        }
        if (busy() == 0
                && run.ready.isEmpty()
                && run.sleeping == 0
                && !run.descents.active()
                && !run.limits.waiting()
                && (remote == null || !remote.waiting())
                && steering.stall(run)) {
            run.journal.resting();
            rest(false, settling.atRest());
        }
        if (!executor.inCallersThread()) {
            workers.start(busy(), byWorker);
        }
    }

    private int busy() {
        return run.attempts.size() + claims.others();
    }

    // ---- from outside

    /** Starts the run; in the caller's thread it goes on here until the run ended or waits for a person. */
    void start(@Nullable Duration deadline) {
        Message start = new Beginning(steering, deadline);
        if (executor.inCallersThread()) {
            inbox.offer(start); // heard by the first turn in there, which also tells handlers
            caller.begin();
            caller.work();
        } else {
            tell(start);
        }
    }

    State flowState() {
        return over ? run.flowState() : ask(Run::flowState);
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

    /** The run goes on although it may wait for a person. */
    void goesOn(String by) {
        steering.goesOn(run, by);
        standIn();
    }

    /** A clock gave the run something to do: in the caller's thread, where the caller may have left. Part of the role. */
    void standIn() {
        if (executor.inCallersThread()) {
            watching.afterwards(caller::standIn);
        }
    }

    /** Sees that what was told so far is on the disk. Not while the role is held. */
    void putDown() {
        ask(told -> {
            told.journal.publish(); // here, as this thread goes on before whoever has the role comes to that
            return true;
        });
        run.journal.rest(false);
    }
}
