package dev.reeve.simulation;

import dev.reeve.engine.result.StoredResult;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.ValueText;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that were made in a world, by all its runs: a stored result that is used again has to be one of them. */
final class Made {
    private final Map<String, Set<@Nullable Object>> makings = new HashMap<>();

    /** A function returned. */
    void add(Call call) {
        makings.computeIfAbsent(call.label(), label -> new HashSet<>()).add(call.value);
    }

    /** Whether a value can be that of a stored result. */
    boolean contains(Seen seen, DrawnNode node, int child, @Nullable Object value) {
        return switch (node.kind()) {
            case SUBFLOW, DYNAMIC, FAN_OUT -> contains(seen, node.block().last(), -1, value);
            case APPROVAL -> {
                boolean given = false;
                for (Seen known = seen; known != null; known = known.earlier) {
                    given |= known.answers(node.name()).stream()
                            .anyMatch(answer -> value != null && value.equals(answer.value));
                }
                yield given;
            }
            case TASK, LIST, MAP, FOR_EACH, MERGE, LOOP, OPEN, CLOSE ->
                makings.getOrDefault(Call.label(node.name(), child), Set.of()).contains(value);
        };
    }

    /**
     * The value of a task run that is as the run that this one goes on with left it. That run may have been killed before
     * anybody was told of the state.
     */
    static @Nullable Object last(Seen seen, DrawnNode node, int child, State state) {
        if (state instanceof State.Cached cached) {
            for (SimRun run = seen.run; run != null; run = run.earlier) {
                byte[] stored = run.reads.get(key(cached));
                Object value = stored == null ? null : value(stored);
                if (stored != null
                        && !(value instanceof IOException)) { // a bit may have changed, and others stored it anew
                    return value;
                }
            }
        }
        String label = Call.label(node.name(), child);
        if (node.kind() == Kind.APPROVAL) {
            return lastAnswer(seen, label);
        }
        for (Seen known = seen; known != null; known = known.earlier) {
            if (node.kind().launches() && known.attempts(label) > 0) {
                Seen inside = known.run.seen(known.runId + "." + label + "." + known.attempts(label));
                DrawnNode end = node.block().last();
                return last(inside, end, -1, lastState(inside, end.name()));
            }
            for (Call call : known.calls.reversed()) {
                if (call.ending == Call.Ending.RETURNED && call.label().equals(label)) {
                    return call.value;
                }
            }
        }
        return null;
    }

    /** The answer that an approval took in the process that saw it go on, or else in the last that heard one. */
    private static @Nullable Object lastAnswer(Seen seen, String label) {
        for (Seen known = seen; known != null; known = known.earlier) {
            if (People.wentOn(known, label) && !known.answers(label).isEmpty()) {
                return known.run.people().answered(known, label);
            }
        }
        for (Seen known = seen; known != null; known = known.earlier) {
            if (!known.answers(label).isEmpty()) {
                return known.run.people().answered(known, label);
            }
        }
        return null;
    }

    private static State lastState(Seen seen, String label) {
        for (Seen known = seen; known != null; known = known.earlier) {
            for (StateChange change : known.changes.reversed()) {
                if (change.taskLabel().equals(label)) {
                    return change.to();
                }
            }
        }
        return State.Pending.NOW;
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
