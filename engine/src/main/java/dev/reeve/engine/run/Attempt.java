package dev.reeve.engine.run;

import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.graph.Body;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.CurrentTaskRun;
import dev.reeve.spi.Time;
import dev.reeve.state.Failure;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Tries;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a task run. Whether it ends by itself or is stopped (its time is up, the run is cancelled) is decided
 * by one exchange of {@link #phase}: the loser of it changes nothing, so a result is committed or the attempt is
 * stopped, never both.
 */
final class Attempt extends Work {
    private static final VarHandle PHASE;
    private static final int RUNS = 0;
    private static final int ENDS = 1;
    private static final int STOPS = 2;
    private static final int INTERRUPTED = 3;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(Attempt.class, "phase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Loop loop;
    final Plan.PlannedNode planned;
    final int child;
    final Tries tries;
    private final Sources sources;

    @SuppressWarnings("FieldMayBeFinal") // exchanged through the handle
    private volatile int phase = RUNS;

    private volatile @Nullable Thread thread;
    /** Whether whoever stopped it interrupted the thread. */
    private boolean interrupts;

    private volatile @Nullable Runnable atEnd;

    /** Its place among the attempts that run; kept by the role's holder. */
    int place;
    /** Whether nobody waits for it any longer; kept by the role's holder. */
    boolean abandoned;
    /** Whether it is no longer among the attempts that run; kept by the role's holder. */
    boolean over;
    /** Whether it ended before the role's holder was told that its time was up; kept by the role's holder. */
    boolean early;

    /** What it ends with; set by the worker before it tells the loop. */
    @Nullable
    TaskEvent event;

    @Nullable
    Object value;

    String stored = "";
    String hash = "";
    private String message = "";
    long finished;

    Attempt(Loop loop, Plan.PlannedNode planned, int child, Tries tries, Sources sources) {
        this.loop = loop;
        this.planned = planned;
        this.child = child;
        this.tries = tries;
        this.sources = sources;
    }

    int node() {
        return planned.node().index();
    }

    @Override
    void apply(Run run) {
        run.ended(this);
    }

    @Override
    void execute() {
        loop.clearInterrupt(false); // what a handler left behind, say, is not meant for this task
        thread = Thread.currentThread();
        if (phase != RUNS) { // stopped between being chosen and being begun
            event = new TaskEvent.Threw(tries.attempt(), Failure.because("stopped before it began"), RetryVerdict.NO);
            takeInterrupt();
        } else {
            TaskContext context = new TaskContext(loop.facts(), planned.node(), child, tries.attempt(), this::stopping);
            TaskRun outer = CurrentTaskRun.set(context); // a flow run inside a task of another one
            loop.diagnostics().begin(context);
            attempt(context);
            CurrentTaskRun.set(outer);
        }
        thread = null;
        Runnable last = atEnd;
        if (last != null) {
            last.run();
        }
        finished = loop.facts().time().nanos();
    }

    private void attempt(TaskContext context) {
        Duration timeout = planned.node().settings().timeout();
        Time.Alarm alarm = null;
        Shelf.Draft draft = null;
        try {
            alarm = timeout == null ? null : loop.timeouts().expireAfter(this, timeout);
            @Nullable Object[] inputs = Inputs.read(planned, sources.in(context));
            if (loop.shelf().writes(planned.node())) {
                loop.shelf().requireName(planned.node(), inputs, context);
            }
            Object result = call(planned.node(), inputs);
            if (loop.shelf().writes(planned.node())) {
                draft = loop.shelf().write(planned.node(), inputs, context, result);
            }
            event = end(
                    message.isEmpty()
                            ? TaskEvent.Returned.of(tries.attempt())
                            : new TaskEvent.Returned(tries.attempt(), message),
                    result,
                    draft);
        } catch (Throwable thrown) {
            event = ended(thrown);
        }
        if (alarm != null) {
            alarm.cancel();
        }
        if (phase != ENDS && !PHASE.compareAndSet(this, RUNS, ENDS)) {
            takeInterrupt();
        } else {
            loop.clearInterrupt(false);
        }
        if (draft != null && stored.isEmpty()) {
            draft.discard();
        }
    }

    private @Nullable Object call(GraphNode node, @Nullable Object[] inputs) throws Exception {
        Body body = node.body();
        if (body == null) {
            return Inputs.firstBranch(inputs);
        }
        try {
            return body.call(inputs);
        } catch (Signal.Succeed succeed) {
            message = succeed.reason();
            return Inputs.checked(node, succeed);
        }
    }

    /** Takes the result, unless the attempt was stopped before. */
    private TaskEvent end(TaskEvent good, @Nullable Object result, Shelf.@Nullable Draft draft) throws Exception {
        if (PHASE.compareAndSet(this, RUNS, ENDS)) {
            if (draft != null) {
                stored = draft.commit();
                hash = draft.hash();
            }
            value = result;
        }
        return good;
    }

    private TaskEvent ended(Throwable thrown) {
        int attempt = tries.attempt();
        if (thrown instanceof InterruptedException && !stopping()) {
            loop.interruptedFromOutside();
        }
        return switch (thrown) {
            case Signal.Skip signal -> new TaskEvent.SkipRequested(attempt, signal.reason());
            case Signal.Retry signal ->
                new TaskEvent.RetryRequested(
                        attempt, signal.at(loop.facts().time().now()), signal.reason());
            case Signal.Pause signal -> new TaskEvent.PauseRequested(attempt, signal.reason(), signal.until());
            default -> // what user code throws is an open set
                new TaskEvent.Threw(
                        attempt,
                        Failure.of(thrown),
                        Retries.verdict(planned.node().settings(), tries, thrown, loop.randomness()));
        };
    }

    /** Whether somebody asked it to stop. */
    boolean stopping() {
        return phase >= STOPS;
    }

    /** Stops it, if it has not ended: its result will not count, and its thread is interrupted. */
    boolean stop() {
        if (!PHASE.compareAndSet(this, RUNS, STOPS)) {
            return false;
        }
        Thread running = thread;
        if (running != null) {
            interrupts = true;
            running.interrupt();
        }
        PHASE.setVolatile(this, INTERRUPTED);
        return true;
    }

    /** Waits until whoever stopped it has interrupted the thread, so that the interrupt does not hit the next task. */
    private void takeInterrupt() {
        while (phase != INTERRUPTED) {
            Thread.yield(); // not a spin: the other may be a virtual thread that waits for this one's carrier
        }
        loop.clearInterrupt(interrupts);
    }

    /** Whether its function runs. */
    boolean runs() {
        return thread != null;
    }

    /** Has something done once its function ended, which may be at once. Idempotent actions only; one at most. */
    void atEnd(Runnable action) {
        atEnd = action;
        if (!runs()) {
            action.run();
        }
    }

    /** What it is, for people. */
    String words() {
        return "attempt " + tries.attempt() + " of task \"" + planned.node().name()
                + (child < 0 ? "" : "[" + child + "]") + "\" of flow \""
                + loop.facts().flow() + "\", run "
                + loop.facts().runId();
    }

    Tries tries() {
        return tries;
    }
}
