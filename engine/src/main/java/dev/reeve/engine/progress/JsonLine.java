package dev.reeve.engine.progress;

import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A change as one JSON object on one line, for machines. */
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    /**
     * Members, in this order: {@code at}, {@code flow}, {@code run}, {@code task} (absent for the flow run), {@code
     * map_index} (only of a child), {@code from}, {@code to}, {@code attempt} (only while one runs), {@code message}
     * (only if there is one).
     */
    static String of(StateChange change) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("at", change.at().toString());
            json.writeStringProperty("flow", change.flow());
            json.writeStringProperty("run", change.runId());
            if (!change.task().isEmpty()) {
                json.writeStringProperty("task", change.task());
            }
            if (change.mapIndex() >= 0) {
                json.writeNumberProperty("map_index", change.mapIndex());
            }
            json.writeStringProperty("from", change.from().name());
            json.writeStringProperty("to", change.to().name());
            if (change.to() instanceof State.Running running) {
                json.writeNumberProperty("attempt", running.tries().attempt());
            }
            if (!change.to().message().isEmpty()) {
                json.writeStringProperty("message", change.to().message());
            }
            json.writeEndObject();
        }
        return text.toString();
    }
}
