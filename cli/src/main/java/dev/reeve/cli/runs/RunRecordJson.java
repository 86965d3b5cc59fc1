package dev.reeve.cli.runs;

import dev.reeve.cli.json.StrictJson;
import dev.reeve.cli.run.ArtifactJson;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordedParameter;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.record.RecordedTrace;
import dev.reeve.engine.record.RecordedWorker;
import dev.reeve.engine.record.Structure;
import dev.reeve.engine.text.Took;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.RunView;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A recorded run, or a task of it, as one JSON object. Of a mapped task's children the first 1,000 are listed,
 * and stack traces of the first 100 failures. */
final class RunRecordJson {
    private static final int MOST_CHILDREN = 1_000;
    private static final int MOST_TRACES = 100;

    private final RecordedRuns runs;
    private final PrintStream out;
    private int traces;

    RunRecordJson(RecordedRuns runs, PrintStream out) {
        this.runs = runs;
        this.out = out;
    }

    void write(RecordedRun run) {
        try (JsonGenerator json = StrictJson.to(out)) {
            json.writeStartObject();
            json.writeStringProperty("id", run.id());
            json.writeStringProperty("name", run.name());
            json.writeStringProperty("flow", run.flow());
            state(json, run.state(), run.history());
            json.writeBooleanProperty("alive", run.alive());
            json.writeBooleanProperty("interrupted", run.interrupted());
            Opening opening = run.opening();
            JsonValues.text(
                    json,
                    "parent",
                    opening.parent() == null ? null : opening.parent().runId());
            JsonValues.text(
                    json,
                    "parentTask",
                    opening.parent() == null ? null : opening.parent().task());
            occasion(json, opening.occasion());
            json.writeStringProperty("results", opening.results().location());
            json.writeStringProperty("code", opening.code().flow());
            strings(json, "classPath", opening.code().classPath());
            strings(json, "notes", run.notes());
            epochs(json, run);
            parameters(json, opening);
            json.writeArrayPropertyStart("tasks");
            for (RecordedTask task : run.tasks()) {
                json.writeStartObject();
                task(json, new TaskPlace(run, task, -1));
                assets(json, run, task);
                children(json, run, task);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
    }

    private static void occasion(JsonGenerator json, @Nullable Occasion occasion) {
        DataInterval interval = occasion == null ? null : occasion.interval();
        JsonValues.text(
                json,
                "begunBy",
                occasion == null ? null : occasion.cause().name().toLowerCase(Locale.ROOT));
        JsonValues.text(json, "begunWhy", occasion == null ? null : occasion.words());
        JsonValues.text(
                json, "dataFrom", interval == null ? null : interval.from().toString());
        JsonValues.text(json, "dataTo", interval == null ? null : interval.to().toString());
    }

    void write(TaskPlace place) throws IOException {
        try (JsonGenerator json = StrictJson.to(out)) {
            json.writeStartObject();
            json.writeStringProperty("run", place.run().id());
            task(json, place);
            json.writeStringProperty("why", new Reasons(runs, place.run()).about(place));
            json.writeArrayPropertyStart("history");
            for (RunView.Entry entry : place.history()) {
                json.writeStartObject();
                json.writeStringProperty("at", entry.at().toString());
                json.writeStringProperty("state", entry.state().name());
                json.writeStringProperty("message", entry.state().message());
                json.writeEndObject();
            }
            json.writeEndArray();
            traces(json, place.task().traces(place.child()));
            workers(json, place.task().workers(place.child()));
            assets(json, place.run(), place.task());
            if (place.child() < 0) {
                children(json, place.run(), place.task());
            }
            json.writeEndObject();
        }
        out.println();
    }

    private static void assets(JsonGenerator json, RecordedRun run, RecordedTask task) {
        Optional<Structure.Node> node = run.structure().node(task.name());
        strings(json, "reads", node.map(Structure.Node::reads).orElse(List.of()));
        strings(json, "produces", node.map(Structure.Node::produces).orElse(List.of()));
    }

    private static void traces(JsonGenerator json, List<RecordedTrace> traces) {
        json.writeArrayPropertyStart("traces");
        for (RecordedTrace trace : traces) {
            json.writeStartObject();
            json.writeNumberProperty("epoch", trace.epoch());
            json.writeNumberProperty("attempt", trace.attempt());
            json.writeStringProperty("text", trace.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void workers(JsonGenerator json, List<RecordedWorker> workers) {
        json.writeArrayPropertyStart("workers");
        for (RecordedWorker worker : workers) {
            json.writeStartObject();
            json.writeNumberProperty("epoch", worker.epoch());
            json.writeNumberProperty("attempt", worker.attempt());
            json.writeStringProperty("worker", worker.name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void epochs(JsonGenerator json, RecordedRun run) {
        json.writeArrayPropertyStart("epochs");
        for (Opening opening : run.openings()) {
            json.writeStartObject();
            json.writeNumberProperty("epoch", opening.epoch());
            json.writeStringProperty("began", opening.began().toString());
            json.writeStringProperty("cause", opening.cause());
            json.writeNumberProperty("pid", opening.runner().pid());
            json.writeStringProperty("host", opening.runner().host());
            json.writeStringProperty("directory", opening.runner().directory());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void parameters(JsonGenerator json, Opening opening) {
        json.writeObjectPropertyStart("parameters");
        for (RecordedParameter parameter : opening.parameters()) {
            json.writeName(parameter.name());
            if (parameter.problem().isEmpty()) {
                StrictJson.copy(parameter.json().getBytes(StandardCharsets.UTF_8), json);
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
    }

    private void task(JsonGenerator json, TaskPlace place) {
        json.writeStringProperty("name", place.task().name());
        if (place.child() >= 0) {
            json.writeNumberProperty("index", place.child());
        }
        state(json, place.state(), place.history());
        json.writeNumberProperty("attempts", place.attempts());
        JsonValues.text(
                json,
                "worker",
                place.task().worker(place.child()).map(RecordedWorker::name).orElse(null));
        Failure failure = failure(place.state());
        if (failure == null) {
            json.writeNullProperty("error");
        } else {
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("type", failure.type());
            json.writeStringProperty("message", failure.message());
            json.writeStringProperty("stackTrace", trace(place));
            json.writeEndObject();
        }
        strings(json, "runs", place.task().runs(place.child()));
        json.writeArrayPropertyStart("artifacts");
        place.task().artifacts(place.child()).forEach(kept -> ArtifactJson.write(kept, json));
        json.writeEndArray();
    }

    private static @Nullable Failure failure(State state) {
        return state instanceof State.Failed failed
                ? failed.failure()
                : state.isFailed() ? Failure.because(state.message()) : null;
    }

    private String trace(TaskPlace place) {
        boolean room = traces++ < MOST_TRACES;
        return room ? place.task().trace(place.child()).map(RecordedTrace::text).orElse("") : "";
    }

    private void children(JsonGenerator json, RecordedRun run, RecordedTask task) {
        if (task.width() < 0) {
            return;
        }
        json.writeObjectPropertyStart("children");
        json.writeNumberProperty("count", task.width());
        json.writeObjectPropertyStart("states");
        task.childStates().forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeArrayPropertyStart("listed");
        for (int child = 0; child < Math.min(MOST_CHILDREN, task.width()); child++) {
            json.writeStartObject();
            task(json, new TaskPlace(run, task, child));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("notListed", Math.max(0, task.width() - MOST_CHILDREN));
        json.writeEndObject();
    }

    private static void state(JsonGenerator json, State state, List<RunView.Entry> history) {
        json.writeStringProperty("state", state.name());
        json.writeStringProperty("message", state.message());
        JsonValues.text(
                json,
                "start",
                history.stream()
                        .filter(entry -> entry.state().isRunning())
                        .findFirst()
                        .map(entry -> entry.at().toString())
                        .orElse(null));
        JsonValues.text(
                json,
                "end",
                history.getLast().state().isFinished() ? history.getLast().at().toString() : null);
        JsonValues.number(json, "duration", Took.of(history).map(took -> took.toNanos() / 1e9));
    }

    private static void strings(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
