package dev.reeve.engine.run;

import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.state.Failure;
import dev.reeve.state.Verdict;
import org.jspecify.annotations.Nullable;

/** What the conditions of a node say. Runs user code. */
final class Conditions {
    private Conditions() {}

    static boolean holds(Guard guard, @Nullable Object value) {
        return value instanceof Boolean truth && truth == guard.expected();
    }

    /** How they are answered: {@code trouble} if one could not be told, else why the node is closed, if it is. */
    record Answer(Verdict.@Nullable Fail trouble, @Nullable String closed) {
        static final Answer OPEN = new Answer(null, null);
    }

    static Answer of(GraphNode node, Reader[] conditions, Sources sources) {
        for (int i = 0; i < conditions.length; i++) {
            Guard guard = node.guards().get(i);
            Object value;
            try {
                value = conditions[i].read(sources);
            } catch (Throwable thrown) { // a part or an equals of the user
                return new Answer(
                        new Verdict.Fail("condition \"" + guard.text() + "\" threw "
                                + Failure.of(thrown).oneLine()),
                        null);
            }
            if (value == Absent.FAILED) {
                return new Answer(
                        new Verdict.Fail("condition \"" + guard.text() + "\" cannot be told: its task has no value"),
                        null);
            }
            if (value != null && !(value instanceof Absent) && !(value instanceof Boolean)) {
                return new Answer(
                        new Verdict.Fail("condition \"" + guard.text() + "\" is a "
                                + value.getClass().getTypeName()
                                + " where a Boolean belongs; an unchecked cast or a raw type where the flow was defined"
                                + " kept javac from seeing it"),
                        null);
            }
            if (!holds(guard, value)) {
                return new Answer(
                        null,
                        "condition \"" + guard.text() + "\" "
                                + (value instanceof Absent || value == null ? "has no value" : "does not hold"));
            }
        }
        return Answer.OPEN;
    }
}
