package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import java.lang.reflect.Type;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A task run as people name it: {@code fetch}, or {@code fetch[3]} for one child. */
record Place(GraphNode node, int child) {
    private static final Pattern CHILD = Pattern.compile("(.*)\\[(\\d{1,9})]");

    /** The task run that a text names; a node's own name counts before the index of a child. */
    static Place of(FlowGraph graph, String text) {
        Matcher indexed = CHILD.matcher(text);
        return graph.node(text)
                .map(node -> new Place(node, -1))
                .or(() -> indexed.matches()
                        ? graph.node(indexed.group(1)).map(node -> new Place(node, Integer.parseInt(indexed.group(2))))
                        : java.util.Optional.empty())
                .orElseThrow(
                        () -> new NoSuchElementException("flow \"" + graph.name() + "\" has no task \"" + text + "\""));
    }

    /** That answer, if it is of the type that the task asks for. */
    Answer checked(Answer answer) {
        Type wanted = node.function().resultType();
        if (node.kind() != Kind.APPROVAL || !(wanted instanceof Class<?> type)) {
            return answer;
        }
        if (answer.value() == null && type != dev.reeve.Approval.class
                || answer.value() != null && !type.isInstance(answer.value())) {
            throw new IllegalArgumentException(
                    "approval \"" + label() + "\" asks for a " + type.getSimpleName() + ", not "
                            + (answer.value() == null
                                    ? "no answer at all"
                                    : "a " + answer.value().getClass().getSimpleName())
                            + ".");
        }
        // let go on, without a word
        return answer.value() == null ? new Answer(new dev.reeve.Approval(true, "", answer.by()), answer.by()) : answer;
    }

    String label() {
        return child < 0 ? node.name() : node.name() + "[" + child + "]";
    }
}
