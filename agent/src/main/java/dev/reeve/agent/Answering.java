package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.FlowRun;
import dev.reeve.api.PersonAnswer;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.Serializers;
import dev.reeve.engine.answer.WaitingTask;
import org.jspecify.annotations.Nullable;

/** Hands a person's answer to the run that waits for it. */
final class Answering {
    private Answering() {}

    /** Whether that task run waits. */
    static boolean isAwaited(FlowRun run, PersonAnswer answer) {
        return waiting(run, answer) != null;
    }

    private static @Nullable WaitingTask waiting(FlowRun run, PersonAnswer answer) {
        return WaitingTask.of(run.view()).stream()
                .filter(task -> task.path().equals(answer.task()))
                .findFirst()
                .orElse(null);
    }

    static void answer(FlowRun run, PersonAnswer answer) {
        WaitingTask task = waiting(run, answer);
        if (task == null) {
            throw new IllegalStateException(answer.task() + " does not wait for a person");
        }
        Class<?> type = task.answerType();
        Object value = answer.value();
        if (type == null && value == null) {
            run.resume(answer.task(), answer.by());
        } else {
            run.answer(answer.task(), type == null ? value : read(value, type), answer.by());
        }
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
