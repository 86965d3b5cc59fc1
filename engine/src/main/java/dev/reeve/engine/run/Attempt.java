package dev.reeve.engine.run;

import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.capture.PrintedLines;
import dev.reeve.engine.spill.Drained;
import dev.reeve.engine.spill.Remote;
import dev.reeve.graph.Body;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.spi.CurrentTaskRun;
import dev.reeve.spi.RemoteSlot;
import dev.reeve.spi.Time;
import dev.reeve.state.Failure;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Tries;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a task run. Whether it ends by itself or is stopped (its time is up, the run is cancelled) is decided
 * by one exchange of {@link #phase}: the loser of it changes nothing, so a result is committed or the attempt is
 * stopped, never both.
 */
final class Attempt extends Work implements TaskContext.Serving {
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

    final Loop loop;
    final Plan.PlannedNode planned;
    final int child;
    final Tries tries;
    private final Sources sources;
    /** How much was told when it was chosen. */
    private final long told;

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
    /** Whether it is a flow run that has begun and not ended; kept by the role's holder. */
    boolean launched;
    /** Whether it ended before the role's holder was told that its time was up; kept by the role's holder. */
    boolean early;

    /** Which parts it has of what it needs to run; kept by the role's holder. */
    int held = Gate.ALL;

    /** What it ends with; set by the worker before it tells the loop. */
    @Nullable
    TaskEvent event;

    @Nullable
    Object value;

    /** What the flow run that it is was made with beyond what its task gave it; empty for nothing, or if it is none. */
    String made = "";

    String stored = "";
    String hash = "";
    private volatile String runName = "";
    /** Where it failed, for a record; empty if it did not or there is none. */
    String trace = "";

    private String message = "";
    private long turnStoredAt;
    long finished;
    /** How long it waited, in nanoseconds, until what it depends on was safe. */
    long waited;

    /** The slot of another process where its function is called; null if that is this one. */
    private final @Nullable RemoteSlot slot;

    private Shelf.@Nullable Draft draft;
    /** What it opened although it was stopped before: nobody will use it. */
    private @Nullable Turn late;

    private volatile @Nullable Descent descent;
    /** Whether it kept something for people. */
    private volatile boolean kept;

    private boolean left;
    /** Whether the flow run that it is ended before the loop was told that it had begun; kept by the role's holder. */
    boolean ascended;

    Attempt(
            Loop loop,
            Plan.PlannedNode planned,
            int child,
            Tries tries,
            Sources sources,
            @Nullable RemoteSlot slot,
            long told) {
        this.loop = loop;
        this.planned = planned;
        this.child = child;
        this.tries = tries;
        this.sources = sources;
        this.slot = slot;
        this.told = told;
    }

    int node() {
        return planned.node().index();
    }

    @Override
    void apply(Run run) {
        run.departures.ended(this);
    }

    @Override
    void execute() {
        loop.limits().begins(this);
        loop.caller().clearInterrupt(false); // what a handler left behind, say, is not meant for this task
        begins(Thread.currentThread());
        admitted();
        if (phase != RUNS) { // stopped between being chosen and being begun
            event = stoppedBefore();
            takeInterrupt();
        } else {
            TaskContext context = new TaskContext(
                    loop.facts(), planned.node(), child, tries.attempt(), sources.answer(), sources.lacking(), this);
            TaskRun outer = CurrentTaskRun.set(context); // a flow run inside a task of another one
            loop.diagnostics().begin(context);
            printing(context);
            CurrentTaskRun.set(outer);
        }
        thread = null;
        freeSlot();
        if (isCounted()) {
            loop.journal().ended(planned.node().index(), child);
        }
        Runnable last = atEnd;
        if (last != null) {
            last.run();
        }
        if (!left) {
            finished = loop.facts().time().nanos();
        }
    }

    /** It needs no other process any more, if it did. */
    void freeSlot() {
        if (slot != null) {
            slot.free();
        }
    }

    private TaskEvent stoppedBefore() {
        return new TaskEvent.Threw(tries.attempt(), Failure.because("stopped before it began"), RetryVerdict.NO);
    }

    /** Waits until what it depends on is safe, unless it is stopped. */
    private void admitted() {
        long begun = told == 0 ? 0 : loop.facts().time().nanos();
        while (phase == RUNS) {
            try {
                loop.journal().admit(told);
                waited = told == 0 ? 0 : loop.facts().time().nanos() - begun;
                if (isCounted()) {
                    loop.journal()
                            .begins(
                                    planned.node().index(),
                                    child,
                                    planned.node().settings().tags());
                }
                return;
            } catch (InterruptedException e) {
                if (phase == RUNS) { // not by us, so it is the caller's thread that somebody interrupted
                    loop.caller().interrupted();
                } else {
                    Thread.currentThread().interrupt(); // as it was, to be taken
                }
            }
        }
    }

    /** A flow that is a task does no work itself: its tasks do. */
    private boolean isCounted() {
        return !planned.node().settings().tags().isEmpty()
                && !planned.node().kind().launches();
    }

    private void printing(TaskContext context) {
        PrintedLines.Taking taking =
                slot == null && planned.node().settings().manner().captureOutput() ? Printing.begin(context) : null;
        attempt(context);
        if (taking != null) {
            taking.close();
        }
    }

    private void attempt(TaskContext context) {
        GraphNode node = planned.node();
        Duration timeout = node.kind() == Kind.APPROVAL ? null : node.settings().timeout();
        Time.Alarm alarm = null;
        try {
            alarm = timeout == null ? null : loop.timeouts().expireAfter(this, timeout);
            @Nullable
            Object[] inputs =
                    Inputs.read(planned, sources.in(context, slot != null && RemoteWork.sendsInputs(loop, node)));
            if (!node.settings().manner().runName().isEmpty()) {
                runName = RunNaming.ofTask(node, inputs, context);
                loop.keepsakes().name(node(), child, runName);
                loop.diagnostics().named(runName);
            }
            if (loop.shelf().writes(node)) {
                loop.shelf().requireName(node, inputs, context);
            }
            if (phase != RUNS) { // its thread was held up so long that what it uses may be closed by now
                event = stoppedBefore();
                settle(alarm);
                return;
            }
            Object result = call(context, inputs);
            if (result instanceof Launch launch) {
                Descent down = new Descent(loop, this, context, inputs, alarm);
                descent = down;
                left = true; // before it begins: it may end at once, on another thread
                if (down.begin(launch)) {
                    leave();
                    return;
                }
                left = false;
                alarm = down.alarm();
                result = down.value();
                made = down.made();
            }
            conclude(context, inputs, result);
        } catch (Throwable thrown) {
            left = false; // a flow that did not begin
            event = ended(thrown);
        }
        settle(alarm);
    }

    /** A process that finds the result does not run the task again, which would keep what it kept again. */
    private void putDownKept() {
        if (kept) {
            loop.putDown();
        }
    }

    /** Writes the result where it is stored, and takes it unless the attempt was stopped before. */
    private void conclude(TaskContext context, @Nullable Object[] inputs, @Nullable Object result) throws Exception {
        Turn turn = result instanceof Turn again ? again : null;
        Object made = turn == null ? RemoteWork.held(drained(result), label()) : turn.state();
        if (turn == null && loop.shelf().writes(planned.node()) && !(made instanceof Drained)) {
            putDownKept();
            draft = loop.shelf().write(planned.node(), inputs, context, made);
        } else if (turn != null && loop.shelf().writesTurns(planned.node())) {
            putDownKept();
            draft = turnDraft(context, made);
        }
        if (PHASE.compareAndSet(this, RUNS, ENDS)) {
            if (draft != null) {
                stored = draft.commit();
                hash = draft.hash();
            }
            value = draft == null || turn != null ? made : draft.held(made);
        } else if (planned.closer() != null) {
            late = new Turn(made);
        } else {
            Remote.forget(made);
        }
        event = turn != null ? new TaskEvent.Turned(tries.attempt()) : returned();
    }

    /** A stream is taken here, so that what its elements throw fails the attempt, which may be tried again. */
    private @Nullable Object drained(@Nullable Object result) throws Exception {
        return planned.mayStream() && result instanceof Stream<?> stream
                ? loop.spilling().drain(planned.node(), stream)
                : result;
    }

    /** Stores what a loop passes on, now and then: a run that is resumed goes on from there. */
    private Shelf.@Nullable Draft turnDraft(TaskContext context, @Nullable Object state) {
        long now = loop.facts().time().nanos();
        Turn before = sources.turn();
        Shelf.Draft made = null;
        if (before == null || before.staleAt(now)) {
            made = loop.shelf().writeTurn(planned.node(), context, state);
            turnStoredAt = now;
        } else {
            turnStoredAt = before.storedAt();
        }
        return made;
    }

    /** What it passes on to the next turn of its loop. */
    Turn turn() {
        return new Turn(value, turnStoredAt);
    }

    private TaskEvent returned() {
        return message.isEmpty()
                ? TaskEvent.Returned.of(tries.attempt())
                : new TaskEvent.Returned(tries.attempt(), message);
    }

    /** Once it is decided how it ends: takes the interrupt it was sent, and tidies up. */
    private void settle(Time.@Nullable Alarm alarm) {
        if (alarm != null) {
            alarm.cancel();
        }
        if (phase != ENDS && !PHASE.compareAndSet(this, RUNS, ENDS)) {
            takeInterrupt();
        } else {
            loop.caller().clearInterrupt(false);
        }
        if (draft != null && stored.isEmpty()) {
            draft.discard();
        }
        if (late != null) {
            Cleanup.atOnce(planned, late.state());
        }
        if (!(event instanceof TaskEvent.Turned)) { // else it is still being made
            loop.shelf().release(planned.node(), child);
        }
    }

    /** The flow run that it is has ended. Called by whichever thread ended that. */
    void concludes(TaskContext context, @Nullable Object[] inputs, Time.@Nullable Alarm alarm) {
        try {
            Object result = descent().value();
            made = descent().made();
            conclude(context, inputs, result);
        } catch (Throwable thrown) {
            event = ended(thrown);
        }
        settle(alarm);
        finished = loop.facts().time().nanos();
    }

    /** Whether it has left its worker, as the flow run that it is goes on. */
    boolean left() {
        return left;
    }

    /** The flow run that it is. */
    Descent descent() {
        return Objects.requireNonNull(descent, "the attempt is no flow run");
    }

    private @Nullable Object call(TaskContext context, @Nullable Object[] inputs) throws Exception {
        GraphNode node = planned.node();
        Body body = slot == null ? node.body() : RemoteWork.body(slot, loop, node, context);
        try {
            return node.kind() == Kind.TASK && body != null // the most; spares a small flow the classes of the others
                    ? body.call(inputs)
                    : Constructs.call(node, body, inputs, sources, tries);
        } catch (Signal.Succeed succeed) {
            message = succeed.reason();
            return Inputs.checked(node, succeed);
        }
    }

    private TaskEvent ended(Throwable thrown) {
        if (thrown instanceof InterruptedException && !stopping()) {
            loop.caller().interrupted();
        }
        TaskEvent end = Thrown.event(thrown, planned.node().settings(), tries, loop);
        if (end instanceof TaskEvent.Threw && loop.journal().traces()) {
            trace = StackText.of(thrown);
        }
        return end;
    }

    /** Whether its result was taken before anybody asked it to stop. */
    boolean took() {
        return phase == ENDS && event instanceof TaskEvent.Returned;
    }

    /** Whether somebody asked it to stop. */
    @Override
    public boolean stopping() {
        return phase >= STOPS;
    }

    @Override
    public String runName() {
        return runName;
    }

    @Override
    public void keep(TaskArtifact artifact) {
        kept = true;
        loop.keepsakes().keep(artifact);
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
        loop.shelf().release(planned.node(), child);
        PHASE.setVolatile(this, INTERRUPTED);
        return true;
    }

    /** Runs on that thread from now on: whoever stops it interrupts that. */
    void begins(Thread worker) {
        thread = worker;
    }

    /** Leaves the thread to other work: an interrupt that was meant for this attempt is not to hit that. */
    void leave() {
        thread = null; // so that whoever stops it from now on interrupts nobody
        if (stopping()) { // it may have ended meanwhile, as its flow run has: then no interrupt comes
            takeInterrupt();
            interrupts = false;
        }
    }

    /** Waits until whoever stopped it has interrupted the thread, so that the interrupt does not hit the next task. */
    private void takeInterrupt() {
        while (phase != INTERRUPTED) {
            Thread.yield(); // not a spin: the other may be a virtual thread that waits for this one's carrier
        }
        loop.caller().clearInterrupt(interrupts);
    }

    /** Stops the flow run that it is, if it is one; not while a role is held. */
    void stopDescent(String reason) {
        Descent down = descent;
        if (down != null) {
            down.stop(reason);
        }
    }

    /** Whether its function runs. */
    boolean runs() {
        return thread != null;
    }

    /** Where its function stands at the moment; empty if it does not run. */
    String standing() {
        Thread running = thread;
        return running == null ? "" : StackText.of(running, "Its thread stood here when its time was up:");
    }

    /** Has something done once its function ended, which may be at once. Idempotent actions only; one at most. */
    void atEnd(Runnable action) {
        atEnd = action;
        if (!runs()) {
            action.run();
        }
    }

    /** The task's name, with the index of a child: {@code fetch[3]}. */
    String label() {
        return planned.node().name() + (child < 0 ? "" : "[" + child + "]");
    }

    /** What it is, for people. */
    String words() {
        return "attempt " + tries.attempt() + " of task \"" + label() + "\" of flow \""
                + loop.facts().flow() + "\", run "
                + loop.facts().runId();
    }

    Tries tries() {
        return tries;
    }
}
