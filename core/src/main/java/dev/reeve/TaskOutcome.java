package dev.reeve;

import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.RunView;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A task of a run, or a child of one: always tells how it stands at the moment of asking. Thread-safe. */
public final class TaskOutcome {
    private final ActiveRun run;
    private final GraphNode node;
    private final int child;

    TaskOutcome(ActiveRun run, GraphNode node, int child) {
        this.run = run;
        this.node = node;
        this.child = child;
    }

    /** The task's name. */
    public String name() {
        return node.name();
    }

    /** The child's index, from 0; -1 for a task itself. */
    public int mapIndex() {
        return child;
    }

    /** Its name for people: what it was {@linkplain NodeOptions#runNamed given}, else the task's, with a child's index. */
    public String runName() {
        String given = run.view().runName(node.index(), child);
        return !given.isEmpty() ? given : child < 0 ? name() : name() + "[" + child + "]";
    }

    /**
     * The worker of a cluster that ran its last attempt, with its process and host; empty if it ran in this process, or
     * has not run.
     */
    public String worker() {
        return run.view().worker(node.index(), child);
    }

    /** What it kept for people, also in attempts that failed; that of its children is theirs. */
    public List<Artifact> artifacts() {
        return run.view().artifacts().stream()
                .filter(kept -> kept.task().equals(node.name()) && kept.mapIndex() == child)
                .map(TaskArtifact::artifact)
                .toList();
    }

    /** Its state. */
    public State state() {
        return run.view().state(node.index(), child);
    }

    /** The states it was in, oldest first. */
    public List<RunView.Entry> history() {
        return run.view().history(node.index(), child);
    }

    /** How many attempts began; 0 for a mapped task itself, whose children have their own. */
    public int attempts() {
        return History.attempts(history());
    }

    /** When its first attempt began; empty if none did. */
    public Optional<Instant> startedAt() {
        return History.startedAt(history());
    }

    /** When it ended; empty if it has not. */
    public Optional<Instant> endedAt() {
        return History.endedAt(history());
    }

    /**
     * From the start of its first attempt to its end; empty if it has not ended, or never began. If it ran again in a run
     * that was resumed, of the last epoch in which it ran.
     */
    public Optional<Duration> duration() {
        return History.duration(history());
    }

    /** Why it failed; empty if it did not. */
    public Optional<Failure> error() {
        State state = state();
        if (state instanceof State.Failed failed) {
            return Optional.of(failed.failure());
        }
        return state.isFailed() ? Optional.of(Failure.because(state.message())) : Optional.empty();
    }

    /** Whether its value is there: it succeeded, and the value was not let go after its last use. */
    public boolean hasValue() {
        return result().present();
    }

    /**
     * Its value.
     *
     * @throws IllegalStateException if it is not there; says why, and what to do
     */
    public @Nullable Object value() {
        RunView.Value value = result();
        if (!value.present()) {
            throw new IllegalStateException(Results.missing(node, child, state()));
        }
        return value.value();
    }

    /** The children of a mapped task, in order; empty for other tasks, and while their number is not known. */
    public List<TaskOutcome> children() {
        int width = child < 0 ? run.view().width(node.index()) : 0;
        return IntStream.range(0, Math.max(0, width))
                .mapToObj(index -> new TaskOutcome(run, node, index))
                .toList();
    }

    /**
     * The last flow run that it was: of a sub-flow's task, a dynamic one, or a block that is run for each element. Empty
     * for other tasks, and before it began.
     */
    public Optional<RunView> flowRun() {
        return run.view().flowRun(node.index(), child);
    }

    private RunView.Value result() {
        return run.view().result(node.index(), child);
    }

    @Override
    public String toString() {
        return name() + (child < 0 ? "" : "[" + child + "]") + ": " + Results.words(state());
    }
}
