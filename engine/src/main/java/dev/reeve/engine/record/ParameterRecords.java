package dev.reeve.engine.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.Secret;
import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.engine.secret.Masking;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.spi.Serializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the values of parameters for a record and reads them back. A secret is never written. */
public final class ParameterRecords {
    private final Serializer json;

    /** With what writes and reads JSON. */
    public ParameterRecords(Serializer json) {
        this.json = json;
    }

    /** The parameters of a flow with these values. */
    public List<RecordedParameter> of(FlowGraph graph, Map<String, ? extends @Nullable Object> values) {
        List<RecordedParameter> parameters = new ArrayList<>(graph.parameters().size());
        for (ParameterSpec spec : graph.parameters()) {
            parameters.add(of(spec, values.get(spec.name())));
        }
        return parameters;
    }

    private RecordedParameter of(ParameterSpec spec, @Nullable Object value) {
        String text = "";
        String problem = "";
        String type = spec.type().getTypeName();
        if (value instanceof Secret) {
            return new RecordedParameter(spec.name(), type, "", "", "it is a secret");
        }
        try {
            String plain = plain(value);
            text = plain == null ? new String(json.toBytes(value, spec.type()), UTF_8) : plain;
        } catch (Exception unstorable) { // the run goes on; to resume it the value has to be given again
            problem = String.valueOf(unstorable.getMessage());
        }
        if (Masking.ofThisProcess().shows(text)) {
            return new RecordedParameter(spec.name(), type, "", "", "a secret stands in it");
        }
        String told =
                Fingerprints.ofValue(value, Masking.ofThisProcess()::shows).orElse("");
        return new RecordedParameter(spec.name(), type, text, told, problem);
    }

    /** What most parameters are, without the library; null for others. */
    private static @Nullable String plain(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return value.toString();
        }
        if (!(value instanceof String text)) {
            return null;
        }
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) { // half a pair too, which has no UTF-8
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /**
     * The values that a run was given, by name.
     *
     * @param given values that were given again, which count instead
     * @throws IllegalArgumentException if one is neither recorded nor given, or cannot be read as what the flow takes
     *     now; says which
     */
    public Map<String, @Nullable Object> values(
            FlowGraph graph, List<RecordedParameter> recorded, Map<String, ? extends @Nullable Object> given) {
        Map<String, RecordedParameter> byName = new LinkedHashMap<>();
        recorded.forEach(parameter -> byName.put(parameter.name(), parameter));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (ParameterSpec spec : graph.parameters()) {
            RecordedParameter parameter = byName.get(spec.name());
            if (given.containsKey(spec.name())) {
                values.put(spec.name(), given.get(spec.name()));
            } else if (parameter != null) {
                values.put(spec.name(), read(spec, parameter));
            } else if (!spec.required()) {
                values.put(spec.name(), spec.defaultValue());
            } else {
                throw refused(spec, "is new in the flow and has no default");
            }
        }
        return values;
    }

    private @Nullable Object read(ParameterSpec spec, RecordedParameter parameter) {
        if (!parameter.problem().isEmpty()) {
            throw refused(spec, "is not in the record: " + parameter.problem());
        }
        try {
            return json.fromBytes(parameter.json().getBytes(UTF_8), spec.type());
        } catch (Exception unreadable) {
            throw refused(
                    spec,
                    "was recorded as " + parameter.type() + " and cannot be read as "
                            + spec.type().getTypeName() + ": " + unreadable.getMessage());
        }
    }

    private static IllegalArgumentException refused(ParameterSpec spec, String why) {
        return new IllegalArgumentException("Parameter \"" + spec.name() + "\" " + why
                + ". Give its value again: RunOptions.parameter(\"" + spec.name() + "\", ..), or -p " + spec.name()
                + "=.. on the command line.");
    }
}
