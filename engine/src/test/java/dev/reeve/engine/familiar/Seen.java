package dev.reeve.engine.familiar;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowDefinitionException;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.SettableTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What is seen of flows and runs, as the tests compare it. */
final class Seen {
    private Seen() {}

    static String state(FlowRun run, String task) {
        return run.task(task).state().name();
    }

    static List<String> children(FlowRun run, String task) {
        return run.task(task).children().stream()
                .map(child -> child.state().name())
                .toList();
    }

    static List<String> history(TaskOutcome task) {
        return task.history().stream().map(entry -> entry.state().name()).toList();
    }

    static List<String> names(Flow flow) {
        return flow.graph().nodes().stream().map(GraphNode::name).toList();
    }

    /** What is wrong with a flow that is defined like this; empty if nothing is. */
    static String mistake(Consumer<FlowBuilder> body) {
        FlowDefinitionException refused =
                catchThrowableOfType(FlowDefinitionException.class, () -> Flow.define("mistaken", body));
        return refused == null ? "" : String.valueOf(refused.getMessage());
    }

    static SettableTime morning() {
        return new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
    }

    static RunOptions at(SettableTime time) {
        return RunOptions.DEFAULT.time(time);
    }

    static void awaitState(FlowRun run, String task, String state) {
        while (!state(run, task).equals(state)) {
            Thread.onSpinWait();
        }
    }
}
