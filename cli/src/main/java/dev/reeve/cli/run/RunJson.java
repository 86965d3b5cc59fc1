package dev.reeve.cli.run;

import dev.reeve.FlowRun;
import dev.reeve.Secret;
import dev.reeve.TaskOutcome;
import dev.reeve.cli.json.StrictJson;
import dev.reeve.engine.Serializers;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.state.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A run as one JSON object: {@code id}, {@code name}, {@code flow}, {@code state}, {@code message},
 * {@code parameters}, {@code start}, {@code end}, {@code duration} in seconds, {@code tasks} in the order of
 * definition, and {@code artifacts}. What is not known, such as the end of a task that did not run, is null. Of a mapped task's children the
 * first 1,000 are listed, and stack traces of the first 100 failures.
 */
public final class RunJson {
    private static final int MOST_CHILDREN = 1_000;
    private static final int MOST_TRACES = 100;

    private final FlowRun run;
    private final JsonGenerator json;
    private int traces;

    private RunJson(FlowRun run, JsonGenerator json) {
        this.run = run;
        this.json = json;
    }

    /** Writes it, and a line break. */
    public static void write(FlowRun run, OutputStream out) throws IOException {
        try (JsonGenerator json = StrictJson.to(out)) {
            new RunJson(run, json).write();
        }
        out.write('\n');
        out.flush();
    }

    private void write() {
        json.writeStartObject();
        json.writeStringProperty("id", run.id());
        json.writeStringProperty("name", run.name());
        json.writeStringProperty("flow", run.flow().name());
        json.writeStringProperty("state", run.state().name());
        json.writeStringProperty("message", run.state().message());
        parameters();
        times(run.startedAt(), run.endedAt(), run.duration());
        json.writeArrayPropertyStart("tasks");
        List<GraphNode> nodes = run.flow().graph().nodes();
        List<TaskOutcome> tasks = run.tasks();
        for (int i = 0; i < nodes.size(); i++) {
            task(nodes.get(i), tasks.get(i));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("artifacts");
        run.artifacts().forEach(kept -> ArtifactJson.write(kept, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void parameters() {
        json.writeObjectPropertyStart("parameters");
        for (ParameterSpec spec : run.flow().parameters()) {
            json.writeName(spec.name());
            value(run.parameters().get(spec.name()), spec.type());
        }
        json.writeEndObject();
    }

    /** The value as results are written; its text if it has no JSON, which a secret never has. */
    private void value(@Nullable Object value, Type type) {
        byte[] stored = value instanceof Secret ? null : stored(value, type);
        if (stored == null) {
            json.writeString(String.valueOf(value));
        } else {
            StrictJson.copy(stored, json);
        }
    }

    private static byte @Nullable [] stored(@Nullable Object value, Type type) {
        try {
            return Serializers.json().toBytes(value, type);
        } catch (Exception e) { // a parameter need not be storable
            return null;
        }
    }

    private void task(GraphNode node, TaskOutcome task) {
        json.writeStartObject();
        json.writeStringProperty("name", node.name());
        json.writeStringProperty("kind", node.kind().name().toLowerCase(Locale.ROOT));
        outcome(task);
        if (node.mapped()) {
            children(task);
        }
        json.writeEndObject();
    }

    private void outcome(TaskOutcome task) {
        json.writeStringProperty("runName", task.runName());
        json.writeStringProperty("state", task.state().name());
        json.writeStringProperty("message", task.state().message());
        json.writeNumberProperty("attempts", task.attempts());
        text("worker", Optional.of(task.worker()).filter(worker -> !worker.isEmpty()));
        times(task.startedAt(), task.endedAt(), task.duration());
        Failure failure = task.error().orElse(null);
        if (failure == null) {
            json.writeNullProperty("error");
        } else {
            error(failure);
        }
    }

    private void error(Failure failure) {
        json.writeObjectPropertyStart("error");
        json.writeStringProperty("type", failure.type());
        json.writeStringProperty("message", failure.message());
        json.writeStringProperty("stackTrace", traces++ < MOST_TRACES ? failure.stackTrace() : "");
        json.writeEndObject();
    }

    private void children(TaskOutcome task) {
        List<TaskOutcome> children = task.children();
        json.writeObjectPropertyStart("children");
        json.writeNumberProperty("count", children.size());
        json.writeObjectPropertyStart("states");
        for (Map.Entry<String, Integer> entry : counts(task).entrySet()) {
            json.writeNumberProperty(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("listed");
        for (TaskOutcome child : children.subList(0, Math.min(children.size(), MOST_CHILDREN))) {
            json.writeStartObject();
            json.writeNumberProperty("index", child.mapIndex());
            outcome(child);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("notListed", Math.max(0, children.size() - MOST_CHILDREN));
        json.writeEndObject();
    }

    private Map<String, Integer> counts(TaskOutcome task) {
        int index = run.flow().graph().node(task.name()).orElseThrow().index();
        return run.view().childStates(index);
    }

    private void times(Optional<Instant> start, Optional<Instant> end, Optional<Duration> duration) {
        text("start", start.map(Instant::toString));
        text("end", end.map(Instant::toString));
        if (duration.isPresent()) {
            json.writeNumberProperty("duration", duration.get().toNanos() / 1e9);
        } else {
            json.writeNullProperty("duration");
        }
    }

    private void text(String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }
}
