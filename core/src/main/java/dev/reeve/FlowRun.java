package dev.reeve;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run of a flow, going on or ended: always tells how it stands at the moment of asking. Thread-safe. */
public sealed class FlowRun permits ResultRun {
    private final Flow flow;
    private final ActiveRun run;

    FlowRun(Flow flow, ActiveRun run) {
        this.flow = flow;
        this.run = run;
    }

    /** Its identifier, unique. */
    public final String id() {
        return run.id();
    }

    /** Its name for people. */
    public final String name() {
        return view().name();
    }

    /** The flow that it is a run of. */
    public final Flow flow() {
        return flow;
    }

    /** The parameters it runs with, by name, those with defaults included. */
    public final Map<String, @Nullable Object> parameters() {
        return view().parameters();
    }

    /** Its state. */
    public final State state() {
        return view().state();
    }

    /** The states it was in, oldest first. */
    public final List<RunView.Entry> history() {
        return view().history();
    }

    /** When it began to run; empty if it has not. */
    public final Optional<Instant> startedAt() {
        return History.startedAt(history());
    }

    /** When it ended; empty if it has not. */
    public final Optional<Instant> endedAt() {
        return History.endedAt(history());
    }

    /**
     * From start to end; empty if it has not ended, or never began. Of a run that was resumed, of its last epoch: the time
     * between two epochs is not counted.
     */
    public final Optional<Duration> duration() {
        return History.duration(history());
    }

    /** Its tasks, in the order of definition. */
    public final List<TaskOutcome> tasks() {
        return flow.graph().nodes().stream()
                .map(node -> new TaskOutcome(run, node, -1))
                .toList();
    }

    /**
     * The task of that name; the name of its method does as well.
     *
     * @throws NoSuchElementException if there is none; lists those there are
     */
    public final TaskOutcome task(String name) {
        GraphNode node = flow.graph().node(name).orElseThrow(() -> {
            String known =
                    flow.graph().nodes().stream().limit(50).map(GraphNode::name).collect(Collectors.joining(", "));
            return new NoSuchElementException("Flow \"" + flow.name() + "\" has no task \"" + name + "\". Its tasks: "
                    + known + (flow.graph().size() > 50 ? ", .." : ""));
        });
        return new TaskOutcome(run, node, -1);
    }

    /**
     * The task of that handle.
     *
     * @throws IllegalArgumentException if the handle is no task, or one of another flow
     */
    public final TaskOutcome task(Node node) {
        return new TaskOutcome(run, flow.graph().node(Results.index(flow, node)), -1);
    }

    /** What its tasks kept for people, in the order in which it was first kept. */
    public final List<TaskArtifact> artifacts() {
        return view().artifacts();
    }

    /**
     * The value of an output, as it is now.
     *
     * @throws IllegalStateException if it is not there: the task did not succeed, or its value was let go after its
     *     last use; says which, and what to do
     * @throws IllegalArgumentException if the output belongs to another flow
     */
    public final <T extends @Nullable Object> T result(Output<T> output) {
        return new Results(flow, run).valueOf(output);
    }

    /**
     * Waits until it ended and its handlers have been told so, or until it can go on only if a person says so. Its state
     * may be a finished one a moment before that. One that waits for a person goes on by itself when a time limit ends:
     * then this waits again.
     *
     * @throws IllegalStateException if a task or handler of this run asks, which would wait for itself
     */
    public final FlowRun await() throws InterruptedException {
        run.await();
        return this;
    }

    /** Completes when {@link #await()} would return; never exceptionally for what a task did. */
    public final CompletionStage<FlowRun> completion() {
        return run.completion().thenApply(view -> this);
    }

    /** Asks it to stop: what has not begun is cancelled, what runs is interrupted. Does not wait. */
    public final void cancel(String reason) {
        run.cancel(reason);
    }

    /**
     * Asks it to stop as {@link #cancel(String)} does, with a grace period of its own: what runs is waited for so long, and
     * whatever closes resources as long again. Zero waits for nothing. Has no effect on a run that is being cancelled.
     *
     * @throws IllegalArgumentException if the grace period is negative
     */
    public final void cancel(String reason, Duration grace) {
        Given.notNull(grace, "FlowRun.cancel(..)", "grace");
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a grace period of " + grace + "; use zero or more");
        }
        run.cancel(reason, grace);
    }

    /**
     * Lets a task go on that waits for a person; of a mapped task, all children that do.
     *
     * @throws NoSuchElementException if there is no task of that name
     * @throws IllegalStateException if it does not wait for a person; names its state and what does
     */
    public final void resume(String task) {
        resume(task, System.getProperty("user.name", "somebody"));
    }

    /** Lets a task go on as {@link #resume(String)} does, and says who let it. */
    public final void resume(String task, String by) {
        run.resume(task(task).name(), by);
    }

    /**
     * Answers a task that waits for a person: an approval, or one that {@code Signal.pause(..)} or a manual trigger
     * holds, which reads it as {@code TaskRun.answer(..)}. Named as {@code "ask"}, {@code "ask[2]"} for one child, or
     * {@code "load/ask"} for a task of the flow run that task {@code load} is.
     *
     * @throws IllegalArgumentException if an approval asks for another type of answer
     * @throws NoSuchElementException if there is no such task
     */
    public final void answer(String task, @Nullable Object answer) {
        answer(task, answer, System.getProperty("user.name", "somebody"));
    }

    /** Answers a task that waits for a person, and says who did. */
    public final void answer(String task, @Nullable Object answer, String by) {
        run.answer(task, answer, by);
    }

    final FlowRun awaitOrCancel() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return await();
                } catch (InterruptedException e) {
                    if (!interrupted) {
                        interrupted = true;
                        cancel("the thread that waited for the run was interrupted");
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** All that can be seen of the run now, as drawings and summaries take it. */
    public final RunView view() {
        return run.view();
    }

    @Override
    public final String toString() {
        return flow.name() + " " + id() + ": " + state().name();
    }
}
