package dev.reeve.engine.run;

import dev.reeve.Loop.Again;
import dev.reeve.Loop.Done;
import dev.reeve.Signal;
import dev.reeve.engine.text.Shown;
import dev.reeve.graph.Body;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import dev.reeve.state.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an attempt does, by the kind of its node. Runs user code. */
final class Constructs {
    private Constructs() {}

    /** What {@code body} makes the node's value, or a {@link Turn} if it is to be called again, or a {@link Launch} of a flow to run next. */
    static @Nullable Object call(
            GraphNode node, @Nullable Body body, @Nullable Object[] inputs, Sources sources, Tries tries)
            throws Exception {
        return switch (node.kind()) {
            case TASK, MAP, OPEN, CLOSE -> there(body).call(inputs);
            case MERGE -> Inputs.firstBranch(inputs);
            case LOOP -> turn(node, there(body).call(sources.turned(inputs)));
            case DYNAMIC -> Launch.returned(node, there(body).call(inputs));
            case SUBFLOW -> Launch.named(node, inputs);
            case FAN_OUT -> Launch.block(node, inputs);
            case APPROVAL -> approval(node, inputs, sources, tries);
        };
    }

    private static Body there(@Nullable Body body) {
        return Objects.requireNonNull(body, "a node without a function");
    }

    private static @Nullable Object turn(GraphNode node, @Nullable Object said) {
        return switch ((dev.reeve.Loop<?, ?>) said) {
            case Again<?, ?> again -> new Turn(again.next());
            case Done<?, ?> done -> done.result();
            case null ->
                throw new NullPointerException(node.function().text()
                        + " returned null. A loop's function returns Loop.again(..) or Loop.done(..).");
        };
    }

    private static @Nullable Object approval(GraphNode node, @Nullable Object[] inputs, Sources sources, Tries tries) {
        Answer answer = sources.answer();
        if (answer != null) {
            return answer.value();
        }
        Duration limit = node.settings().timeout();
        if (limit != null && tries.attempt() > 1) { // woken by nobody but its own limit
            throw new Unanswered(limit);
        }
        Instant until = limit == null ? null : Alarms.in(sources.facts().time(), limit);
        String question = question(node, inputs);
        throw until == null ? Signal.pause(question) : Signal.pause(question, until);
    }

    /** The question, what is shown beside it, and who may answer; the inputs have these two the other way round. */
    private static String question(GraphNode node, @Nullable Object[] inputs) {
        List<String> shown = new ArrayList<>();
        for (int i = 2; i < inputs.length; i++) {
            shown.add(name(node.inputs().get(i)) + Shown.cut(Shown.clean(String.valueOf(inputs[i])), 200));
        }
        List<String> roles = new ArrayList<>();
        if (inputs.length > 1 && inputs[1] instanceof List<?> named) {
            named.forEach(role -> roles.add(Shown.clean(String.valueOf(role))));
        }
        return inputs[0]
                + (shown.isEmpty() ? "" : " (" + String.join("; ", shown) + ")")
                + (roles.isEmpty() ? "" : " [to be answered by " + String.join(" or ", roles) + "]");
    }

    private static String name(Input input) {
        return input instanceof Input.Part part ? part.text() + ": " : "";
    }
}
