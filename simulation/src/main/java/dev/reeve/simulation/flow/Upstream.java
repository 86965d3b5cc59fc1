package dev.reeve.simulation.flow;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is upstream of a task run: the ends that count, and whether a node as a whole was skipped. */
record Upstream(List<End> ends, boolean nodeSkipped) {
    /** What conditions say. */
    enum Answer {
        OPEN,
        CLOSED,
        UNTELLABLE
    }

    static final Upstream NONE = new Upstream(List.of(), false);

    Upstream and(List<End> more, boolean skipped) {
        List<End> all = new ArrayList<>(ends);
        all.addAll(more);
        return new Upstream(all, nodeSkipped || skipped);
    }

    boolean troubled() {
        return ends.stream().anyMatch(End::troubles);
    }

    /** How a task run ends that does not run after this; null if it runs. */
    @Nullable
    End admitted(DrawnNode node, Answer answer) {
        boolean troubled = troubled();
        if (!troubled && skips(node)) {
            return End.SKIPPED;
        }
        String fires = fires(node);
        if (troubled && fires.equals("no")) {
            return End.TRIGGER_FAILED;
        }
        return switch (answer) {
            case UNTELLABLE -> End.TRIGGER_FAILED;
            case CLOSED -> End.SKIPPED;
            case OPEN -> fires.equals("yes") ? null : fires.equals("no") ? End.TRIGGER_FAILED : End.SKIPPED;
        };
    }

    boolean skips(DrawnNode node) {
        return switch (node.use().skips()) {
            case NOT_SAID -> nodeSkipped;
            case FOR_ANYTHING -> nodeSkipped || ends.stream().anyMatch(End::skipped);
            case NEVER -> false;
        };
    }

    private String fires(DrawnNode node) {
        long failed = ends.stream().filter(End::failed).count();
        long good = ends.stream().filter(end -> !end.troubles()).count();
        boolean none = ends.isEmpty();
        DrawnFlow.Fires trigger = node.use().trigger();
        boolean fires = switch (trigger) {
            case ALL_SUCCESSFUL, NOT_ALL_SKIPPED -> !troubled();
            case ALL_FAILED -> failed == ends.size();
            case ANY_SUCCESSFUL -> none || good > 0;
            case ANY_FAILED -> none || failed > 0;
            case ALL_FINISHED, MANUAL -> true;
            case TWO_SUCCESSFUL -> none || good >= 2;
            case HALF_FAILED -> none || 2 * failed >= ends.size() && failed <= 3;
            case EVEN_FAILED -> failed % 2 == 0;
            case THROWS_ON_SKIP -> ends.stream().noneMatch(End::skipped);
        };
        boolean allSkipped = !none && ends.stream().allMatch(End::skipped);
        return trigger == DrawnFlow.Fires.NOT_ALL_SKIPPED && allSkipped ? "skip" : fires ? "yes" : "no";
    }
}
