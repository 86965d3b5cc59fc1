package dev.reeve.agent;

import dev.reeve.Approval;
import dev.reeve.api.Event;
import dev.reeve.api.JsonType;
import dev.reeve.api.Question;
import dev.reeve.api.QuestionField;
import dev.reeve.api.QuestionKind;
import dev.reeve.engine.answer.WaitingTask;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the task runs of a run ask people, as events. */
final class Questions {
    private Questions() {}

    /** One for each that waits, those of the flow runs that tasks are too. */
    static List<Event> of(RunView run, Instant at) {
        List<Event> asked = new ArrayList<>();
        for (WaitingTask waiting : WaitingTask.of(run)) {
            String path = waiting.path();
            int slash = path.indexOf('/');
            String label = slash < 0 ? path : path.substring(0, slash);
            asked.add(event(run.graph(), label, at, question(waiting)));
        }
        return asked;
    }

    /** That of one task run, as soon as it waits. */
    static Event of(InnerGraphs.Inside where, int v, int child, State.Paused state, Instant at) {
        GraphNode node = where.graph().node(v);
        String path = where.path() + node.name() + (child < 0 ? "" : "[" + child + "]");
        Question question = question(new WaitingTask(path, node, state));
        return where.node() < 0
                ? Event.asked(v, child, at, question)
                : Event.asked(where.node(), where.child(), at, question);
    }

    private static Event event(FlowGraph graph, String label, Instant at, Question question) {
        GraphNode whole = graph.node(label).orElse(null);
        if (whole != null) {
            return Event.asked(whole.index(), -1, at, question);
        }
        int bracket = label.lastIndexOf('[');
        int node = graph.node(label.substring(0, bracket)).orElseThrow().index();
        return Event.asked(node, Integer.parseInt(label, bracket + 1, label.length() - 1, 10), at, question);
    }

    private static Question question(WaitingTask waiting) {
        Class<?> type = waiting.answerType();
        String reason = waiting.state().reason();
        if (type == null) {
            return new Question(waiting.path(), reason, QuestionKind.GO_AHEAD, List.of());
        }
        return type == Approval.class
                ? new Question(waiting.path(), reason, QuestionKind.DECISION, List.of())
                : new Question(waiting.path(), reason, QuestionKind.RECORD, fields(type));
    }

    private static List<QuestionField> fields(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).map(Questions::field).toList();
    }

    private static QuestionField field(RecordComponent component) {
        JsonType json = Registrations.json(component.getGenericType());
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new QuestionField(
                component.getName(),
                component.getGenericType().getTypeName(),
                json,
                !nullable,
                ParameterSchemas.of(component.getGenericType()));
    }
}
