package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.FlowRun;
import dev.reeve.api.PersonAnswer;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.Serializers;
import dev.reeve.engine.answer.WaitingTask;
import dev.reeve.graph.GraphNode;
import org.jspecify.annotations.Nullable;

/** Hands a person's answer to the run that waits for it. */
final class Answering {
    private Answering() {}

    static void answer(FlowRun run, PersonAnswer answer) {
        GraphNode node = run.flow().graph().node(answer.node());
        String label = answer.child() < 0 ? node.name() : node.name() + "[" + answer.child() + "]";
        WaitingTask task = WaitingTask.of(run.view()).stream()
                .filter(waiting -> waiting.path().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(label + " does not wait for a person"));
        Class<?> type = task.answerType();
        Object value = answer.value();
        run.answer(label, type == null ? value : read(value, type), answer.by());
    }

    private static @Nullable Object read(@Nullable Object value, Class<?> type) {
        try {
            byte[] bytes = ServerJson.MAPPER.writeValueAsString(value).getBytes(UTF_8);
            return Serializers.json().fromBytes(bytes, type);
        } catch (Exception unreadable) { // whatever the serializer throws
            throw new IllegalArgumentException(
                    "it cannot be read as " + type.getSimpleName() + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
