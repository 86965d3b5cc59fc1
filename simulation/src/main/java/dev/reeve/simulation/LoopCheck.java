package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.Turns;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows the turns of a loop: each begins with what the one before passed on. */
final class LoopCheck {
    /** A loop that goes on may repeat turns whose states it passed on within so many nanoseconds. */
    private static final long BETWEEN = 100_000_000L;

    private LoopCheck() {}

    /** Checks the turns of a loop that began with those inputs. */
    static void check(Seen seen, DrawnNode node, List<@Nullable Object> inputs) {
        List<@Nullable Object> states = Turns.states(seen.drawn.lot(), node, inputs);
        Object next = states.getFirst();
        boolean first = true;
        for (Call call : seen.calls(node, -1)) {
            Object state = call.inputs.getFirst();
            boolean goesOn = first && seen.run.earlier != null && states.contains(state);
            if (!goesOn && !Objects.equals(state, next)) {
                seen.wrong(call + " begins a turn with " + state + " where the last one passed on " + next);
            }
            if (!rest(call.inputs).equals(rest(inputs))) {
                seen.wrong(call + " reads " + call.inputs + " where it should read " + inputs);
            }
            first = false;
            next = call.ending == Call.Ending.TURNED && seen.turned(call) ? call.value : state;
        }
    }

    private static List<@Nullable Object> rest(List<@Nullable Object> inputs) {
        return inputs.subList(1, inputs.size());
    }

    /**
     * Checks that a loop that goes on, as it did not end well, repeats no turn that was recorded. All before it is as it
     * was, and the end of the earlier run was told.
     */
    static void repeats(Seen seen, Seen earlier, DrawnNode node) {
        List<Call> calls = seen.calls(node, -1);
        Call last = null;
        for (Call call : earlier.calls(node, -1)) {
            last = call.ending == Call.Ending.TURNED && earlier.turned(call) ? call : last;
        }
        if (calls.isEmpty() || last == null) {
            return;
        }
        int begins = number(calls.getFirst());
        long passed = last.ended;
        boolean fresh = earlier.calls(node, -1).stream()
                .anyMatch(call -> number(call) == begins && begins > 0 && passed < call.began + BETWEEN);
        if (begins <= number(last) && !fresh) {
            seen.wrong(calls.getFirst() + " begins with turn " + begins + " again, although turn " + number(last)
                    + " was recorded");
        }
    }

    private static int number(Call call) {
        return Turns.number(call.node, call.inputs.getFirst());
    }
}
