package dev.reeve.simulation.flow;

import dev.reeve.Approval;
import dev.reeve.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the functions of drawn flows do. All of it follows from numbers, so that the expectation can be worked out. */
public final class Lots {
    private Lots() {}

    /** How a task run ends once it runs. */
    public enum Outcome {
        SUCCEEDS,
        YIELDS_NULL,
        FAILS,
        SKIPS,
        FAILS_ONCE,
        FAILS_TWICE
    }

    static int mix(long lot, Object... of) {
        long mixed = lot * 0x9E3779B97F4A7C15L + List.of(of).hashCode() * 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
        return (int) ((mixed ^ mixed >>> 32) & 0x7FFFFFFF);
    }

    public static Outcome outcome(long lot, int node, int child) {
        int drawn = mix(lot, node, child) % 100;
        return drawn < 65
                ? Outcome.SUCCEEDS
                : drawn < 69
                        ? Outcome.YIELDS_NULL
                        : drawn < 76
                                ? Outcome.FAILS
                                : drawn < 85 ? Outcome.SKIPS : drawn < 94 ? Outcome.FAILS_ONCE : Outcome.FAILS_TWICE;
    }

    /** The value that a task makes of its inputs. */
    public static String value(int node, int child, List<@Nullable Object> inputs) {
        return node + "/" + child + ":" + Integer.toHexString(inputs.hashCode());
    }

    /** The list that a task makes of its inputs: 0 to 4 elements. */
    public static List<@Nullable Object> list(long lot, int node, List<@Nullable Object> inputs) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = mix(lot, node, "width") % 5; i > 0; i--) {
            list.add(mix(lot, node, i) % 8 == 0 ? null : value(node, i, inputs));
        }
        return list;
    }

    /** A part of a value; now and then null, now and then it throws. */
    public static @Nullable String part(Object whole, int salt) {
        int drawn = mix(salt, whole) % 12;
        if (drawn == 0) {
            throw new IllegalStateException("no such part");
        }
        return drawn == 1 ? null : salt + "." + Integer.toHexString(whole.hashCode());
    }

    /** A condition on a value; now and then it throws. */
    public static boolean holds(Object value, int salt) {
        int drawn = mix(salt, value, "holds") % 8;
        if (drawn == 0) {
            throw new IllegalStateException("cannot tell");
        }
        return drawn < 5;
    }

    /** The function of a task run. */
    public static @Nullable Object run(
            long lot, DrawnFlow.DrawnNode node, int child, int attempt, List<@Nullable Object> inputs) {
        if (node.kind() == DrawnFlow.Kind.LOOP) {
            return Turns.turn(lot, node, attempt, inputs);
        }
        return switch (outcome(lot, node.index(), child)) {
            case SUCCEEDS -> good(lot, node, child, inputs);
            case YIELDS_NULL -> null;
            case FAILS -> throw new IllegalStateException("fails");
            case SKIPS -> throw Signal.skip("skips");
            case FAILS_ONCE -> failing(1, lot, node, child, attempt, inputs);
            case FAILS_TWICE -> failing(2, lot, node, child, attempt, inputs);
        };
    }

    /** The value of a task run that succeeds; none of one that runs another flow. */
    public static @Nullable Object good(long lot, DrawnFlow.DrawnNode node, int child, List<@Nullable Object> inputs) {
        return switch (node.kind()) {
            case LIST -> list(lot, node.index(), inputs);
            case LOOP -> Turns.result(lot, node, inputs);
            case TASK, MAP, FOR_EACH, MERGE, OPEN -> value(node.index(), child, inputs);
            case CLOSE, APPROVAL, SUBFLOW, DYNAMIC, FAN_OUT -> null;
        };
    }

    /** What a person answers who is asked by that node. */
    public static Approval answer(long lot, int node, String by) {
        return new Approval(mix(lot, node, "answer") % 2 == 0, "", by);
    }

    private static @Nullable Object failing(
            int times, long lot, DrawnFlow.DrawnNode node, int child, int attempt, List<@Nullable Object> inputs) {
        if (attempt <= times) {
            throw new IllegalStateException("fails at first");
        }
        return good(lot, node, child, inputs);
    }
}
