package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One time that the function of a task was called, as it saw it itself. */
final class Call {
    /** How a function ended. */
    enum Ending {
        OPEN,
        RETURNED,
        /** Of a loop: it passed something on to its next turn. */
        TURNED,
        /** Of a dynamic flow: it made the flow to run next. */
        LAUNCHED,
        THREW,
        SKIPPED,
        ASKED_FOR_RETRY,
        ASKED_FOR_PAUSE
    }

    /** The flow run that it is part of. */
    final Seen seen;

    final DrawnNode node;
    final int child;
    final int attempt;
    final List<@Nullable Object> inputs;
    final long began;
    long ended;
    /** Calls of tasks before it whose functions had not ended when it began. */
    final List<Call> early = new ArrayList<>();

    Ending ending = Ending.OPEN;

    /** What it came to; of a loop that goes on what it passes on. */
    @Nullable
    Object value;
    /** Whether its result was returned and could not be stored. */
    boolean lost;
    /** Whether its result was published. */
    boolean published;

    Call(Seen seen, DrawnNode node, int child, int attempt, List<@Nullable Object> inputs, long began) {
        this.seen = seen;
        this.node = node;
        this.child = child;
        this.attempt = attempt;
        this.inputs = inputs;
        this.began = began;
    }

    String label() {
        return label(node.name(), child);
    }

    static String label(String task, int child) {
        return child < 0 ? task : task + "[" + child + "]";
    }

    @Override
    public String toString() {
        return "attempt " + attempt + " of " + label();
    }
}
