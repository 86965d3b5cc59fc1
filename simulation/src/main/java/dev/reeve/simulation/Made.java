package dev.reeve.simulation;

import dev.reeve.engine.result.StoredResult;
import dev.reeve.simulation.flow.DrawnFlow.Constant;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.FlowModel;
import dev.reeve.simulation.flow.ValueText;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values that were made in a world, by all its runs: a stored result that is used again has to be one of them, made
 * of the same constants. Whether it had all of its inputs, when one before it failed, is not looked at here.
 */
final class Made {
    private record Making(int flavour, @Nullable Object value) {}

    private final Map<String, List<Making>> makings = new HashMap<>();

    /** A function returned. */
    void add(Call call, int flavour) {
        makings.computeIfAbsent(call.label(), label -> new ArrayList<>()).add(new Making(flavour, call.value));
    }

    /** Whether a value can be that of a stored result for a run of that flavour. */
    boolean contains(SimRun run, DrawnNode node, int child, @Nullable Object value) {
        boolean constant = readsConstants(run, node);
        return makings.getOrDefault(Call.label(node.name(), child), List.of()).stream()
                .filter(making -> !constant || making.flavour() == run.flavour)
                .anyMatch(making -> Objects.equals(making.value(), value));
    }

    private static boolean readsConstants(SimRun run, DrawnNode node) {
        if (node.inputs().stream().anyMatch(Constant.class::isInstance)) {
            return true;
        }
        return node.inputs().stream()
                .flatMap(in -> FlowModel.read(in).stream())
                .anyMatch(before -> readsConstants(run, run.drawn.node(before)));
    }

    /**
     * The value of a task run that is as the run that this one goes on with left it. That run may have been killed before
     * anybody was told of the state.
     */
    static @Nullable Object last(SimRun run, DrawnNode node, int child, State state) {
        if (state instanceof State.Cached cached) {
            for (SimRun seen = run; seen != null; seen = seen.earlier) {
                byte[] stored = seen.reads.get(key(cached));
                if (stored != null) {
                    return value(stored);
                }
            }
        }
        String label = Call.label(node.name(), child);
        for (SimRun seen = run; seen != null; seen = seen.earlier) {
            for (Call call : seen.calls.reversed()) {
                if (call.ending == Call.Ending.RETURNED && call.label().equals(label)) {
                    return call.value;
                }
            }
        }
        return null;
    }

    /** The key of a stored result that was used again: {@code stored result KEY of TIME}. */
    static String key(State.Cached cached) {
        return cached.source().split(" ")[2];
    }

    /** The value in a stored result. */
    static @Nullable Object value(byte[] stored) {
        try {
            byte[] payload = StoredResult.decode(stored, "").payload();
            return ValueText.INSTANCE.fromBytes(payload, Object.class);
        } catch (IOException unreadable) {
            return unreadable; // is no value that anybody made
        }
    }
}
