package dev.reeve.engine.parameters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.Secret;
import dev.reeve.engine.secret.Masking;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.spi.Serializer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Schedules of one flow as JSON, with the values of parameters written and read as the types that the flow declares:
 * {@code new FlowSchedules(flow.graph(), Serializers.json()).write(schedule)}. Thread-safe.
 */
public final class FlowSchedules {
    private final String flow;
    private final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
    private final Serializer json;

    /** Those of that flow; {@code json} is what writes and reads JSON. */
    public FlowSchedules(FlowGraph flow, Serializer json) {
        this.flow = flow.name();
        this.json = json;
        flow.parameters().forEach(spec -> parameters.put(spec.name(), spec));
    }

    /**
     * The text of a schedule.
     *
     * @throws dev.reeve.schedule.ScheduleException if a filter is a function of the user's, the flow has no such parameter,
     *     or a value is a secret or cannot be written; names the place
     */
    public String write(Schedule schedule) {
        return ScheduleJson.write(schedule, new Typed());
    }

    /**
     * The schedule of a text.
     *
     * @throws dev.reeve.schedule.ScheduleException if it is not that of a schedule, the flow has no such parameter, or a
     *     value is none of it; names the place
     */
    public Schedule read(String text) {
        return ScheduleJson.read(text, new Typed());
    }

    private final class Typed implements ScheduleJson.Values {
        @Override
        public String written(String parameter, @Nullable Object value) {
            ParameterSpec spec = spec(parameter);
            if (value instanceof Secret) {
                throw new IllegalArgumentException(
                        "a secret does not stand in a schedule. Let the task ask for it with" + " secret(\"name\").");
            }
            String text;
            try {
                text = new String(json.toBytes(value, spec.type()), UTF_8);
            } catch (Exception unstorable) { // whatever the serializer throws
                throw new IllegalArgumentException(
                        "it cannot be written as " + spec.type().getTypeName() + ": " + unstorable.getMessage(),
                        unstorable);
            }
            if (Masking.ofThisProcess().shows(text)) {
                throw new IllegalArgumentException(
                        "the value of a secret stands in it. Let the task ask for the secret.");
            }
            return text;
        }

        @Override
        public @Nullable Object read(String parameter, String text) {
            ParameterSpec spec = spec(parameter);
            try {
                return json.fromBytes(text.getBytes(UTF_8), spec.type());
            } catch (Exception unreadable) { // whatever the serializer throws
                throw new IllegalArgumentException(
                        "it cannot be read as " + spec.type().getTypeName() + ": " + unreadable.getMessage(),
                        unreadable);
            }
        }

        private ParameterSpec spec(String parameter) {
            ParameterSpec spec = parameters.get(parameter);
            if (spec == null) {
                throw new IllegalArgumentException("flow \"" + flow + "\" has no such parameter."
                        + NearestNames.question(parameter, parameters.keySet()));
            }
            return spec;
        }
    }
}
