package dev.reeve.simulation.flow;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.End.Missing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All goes as the lot says. */
record ByLot(DrawnFlow flow, String answerer) implements Fates {
    @Override
    public End ran(DrawnNode node, int child, List<@Nullable Object> inputs, @Nullable Object good) {
        return switch (node.kind()) {
            case APPROVAL -> new End("Success", Lots.answer(flow.lot(), node.index(), answerer), 2);
            case SUBFLOW, FAN_OUT -> inside(node, inputs, 1);
            case DYNAMIC -> {
                End planned = outcome(node, child, null, 0);
                yield planned.state().equals("Success") ? inside(node, inputs, planned.attempts()) : planned;
            }
            case LOOP -> outcome(node, child, good, Turns.count(flow.lot(), node) - 1);
            case TASK, LIST, MAP, FOR_EACH, MERGE, OPEN, CLOSE -> outcome(node, child, good, 0);
        };
    }

    /** {@code turns}: those that come before the last one. */
    private End outcome(DrawnNode node, int child, @Nullable Object good, int turns) {
        int before = node.kind() == Kind.LOOP ? Turns.odd(flow.lot(), node) : 0;
        return switch (Lots.outcome(flow.lot(), node.index(), child)) {
            case SUCCEEDS -> new End("Success", good, turns + 1);
            case YIELDS_NULL -> new End("Success", null, turns + 1);
            case SKIPS -> new End("Skipped", Missing.SKIPPED, before + 1);
            case FAILS -> End.failed(before + node.use().retries() + 1);
            case FAILS_ONCE -> after(1, node, good, turns, before);
            case FAILS_TWICE -> after(2, node, good, turns, before);
        };
    }

    @Override
    public End unreadable(DrawnNode node, int child) {
        return End.failed(node.use().retries() + 1);
    }

    private static End after(int failures, DrawnNode node, @Nullable Object good, int turns, int before) {
        int retries = node.use().retries();
        return failures > retries ? End.failed(before + retries + 1) : new End("Success", good, turns + failures + 1);
    }

    /** What the flow run comes to that the node is. */
    private End inside(DrawnNode node, List<@Nullable Object> inputs, int attempt) {
        DrawnFlow inner = node.block();
        FlowModel model = new FlowModel(inner, new ByLot(inner, answerer), inputs);
        inner.nodes().forEach(each -> model.end(each.index()));
        if (!model.flowState().equals("Success")) {
            return End.failed(Math.max(attempt, node.use().retries() + 1));
        }
        End last = model.end(inner.last().index()).end();
        return last.hasValue()
                ? new End("Success", last.value(), attempt)
                : new End("Skipped", Missing.SKIPPED, attempt);
    }

    @Override
    public End seen(DrawnNode node, int child, End expected) {
        return expected;
    }
}
