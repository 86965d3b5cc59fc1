package dev.reeve.simulation.flow;

import dev.reeve.Loop;
import dev.reeve.Signal;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The turns of drawn loops. Which turn it is stands in the state that a turn passes on. */
public final class Turns {
    private Turns() {}

    /** How many turns a loop takes. */
    public static int count(long lot, DrawnNode node) {
        return 1 + Lots.mix(lot, node.index(), "turns") % 5;
    }

    /** The turn, counted from 0, at which something goes wrong if the lot says so. */
    public static int odd(long lot, DrawnNode node) {
        return Lots.mix(lot, node.index(), "odd") % count(lot, node);
    }

    /** Which turn begins with that state. */
    public static int number(DrawnNode node, @Nullable Object state) {
        String own = prefix(node);
        if (state instanceof String text && text.startsWith(own)) {
            return Integer.parseInt(text, own.length(), text.indexOf(':', own.length()), 10);
        }
        return 0;
    }

    private static String prefix(DrawnNode node) {
        return node.name() + "#";
    }

    /** The states that a loop's turns begin with, in their order, if it begins with those inputs. */
    public static List<@Nullable Object> states(long lot, DrawnNode node, List<@Nullable Object> inputs) {
        List<@Nullable Object> states = new ArrayList<>();
        List<@Nullable Object> turn = new ArrayList<>(inputs);
        states.add(turn.getFirst());
        for (int i = 1; i < count(lot, node); i++) {
            turn.set(0, next(node, i, turn));
            states.add(turn.getFirst());
        }
        return states;
    }

    private static String next(DrawnNode node, int number, List<@Nullable Object> inputs) {
        return prefix(node) + number + ":" + Integer.toHexString(inputs.hashCode());
    }

    /** What the loop comes to that begins with those inputs. */
    static String result(long lot, DrawnNode node, List<@Nullable Object> inputs) {
        List<@Nullable Object> last = new ArrayList<>(inputs);
        last.set(0, states(lot, node, inputs).getLast());
        return Lots.value(node.index(), -1, last);
    }

    /** One turn. Goes wrong as often as the lot says if nothing went wrong before. */
    static Loop<Object, Object> turn(long lot, DrawnNode node, int attempt, List<@Nullable Object> inputs) {
        int number = number(node, inputs.getFirst());
        Lots.Outcome outcome = Lots.outcome(lot, node.index(), -1);
        boolean odd = number == odd(lot, node);
        boolean last = number == count(lot, node) - 1;
        int failures = switch (outcome) {
            case FAILS -> Integer.MAX_VALUE;
            case FAILS_ONCE -> 1;
            case FAILS_TWICE -> 2;
            case SUCCEEDS, YIELDS_NULL, SKIPS -> Integer.MIN_VALUE;
        };
        if (odd && attempt - number <= failures) { // of this turn, if none failed before
            throw new IllegalStateException("fails in turn " + number);
        }
        if (odd && outcome == Lots.Outcome.SKIPS) {
            throw Signal.skip("skips in turn " + number);
        }
        return last ? done(outcome, node, inputs) : Loop.again(next(node, number + 1, inputs));
    }

    @SuppressWarnings("NullAway") // a loop may well come to null, and what reads it takes it
    private static Loop<Object, Object> done(Lots.Outcome outcome, DrawnNode node, List<@Nullable Object> inputs) {
        return Loop.done(outcome == Lots.Outcome.YIELDS_NULL ? null : Lots.value(node.index(), -1, inputs));
    }
}
