package dev.reeve.server.run;

import dev.reeve.api.JsonType;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.Pointer;
import dev.reeve.server.http.WireJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Whether what a run is given fits what the flow takes, as far as JSON tells. */
public final class ParameterCheck {
    private ParameterCheck() {}

    static void check(Fields fields, List<RegisteredParameter> taken, Map<String, @Nullable Object> given) {
        check(fields, "/parameters", taken, given);
    }

    /** Says what is wrong with values that stand at that place of a request. */
    public static void check(
            Fields fields,
            String place,
            List<RegisteredParameter> taken,
            Map<String, ? extends @Nullable Object> given) {
        Map<String, RegisteredParameter> byName =
                taken.stream().collect(Collectors.toMap(RegisteredParameter::name, parameter -> parameter));
        given.forEach((name, value) -> {
            RegisteredParameter parameter = byName.get(name);
            String at = Pointer.of(place, name);
            if (parameter == null) {
                fields.wrong(at, "is no parameter of the flow." + known(byName));
            } else if (!fits(parameter, value)) {
                fields.wrong(at, "must be " + words(parameter.json()) + " (" + parameter.type() + ").");
            } else if (parameter.schema() != null) {
                SchemaCheck.check(fields, at, parameter.schema(), value);
            }
        });
        for (RegisteredParameter parameter : taken) {
            if (parameter.required() && !given.containsKey(parameter.name())) {
                fields.wrong(Pointer.of(place, parameter.name()), "is missing: it has no default.");
            }
        }
    }

    /** What a run has with these: what it is given, else defaults. Values may be null. */
    public static Map<String, Object> effective(
            List<RegisteredParameter> taken, Map<String, ? extends @Nullable Object> given) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (RegisteredParameter parameter : taken) {
            if (given.containsKey(parameter.name())) {
                all.put(parameter.name(), given.get(parameter.name()));
            } else if (parameter.defaultJson() != null) {
                all.put(parameter.name(), json(parameter.defaultJson()));
            }
        }
        return WireJson.object(WireJson.text(all));
    }

    private static @Nullable Object json(String text) {
        return WireJson.read("[" + text + "]", new TypeReference<List<@Nullable Object>>() {})
                .getFirst();
    }

    private static String known(Map<String, RegisteredParameter> byName) {
        return byName.isEmpty()
                ? " It has none."
                : " It has " + String.join(", ", new TreeSet<>(byName.keySet())) + ".";
    }

    private static boolean fits(RegisteredParameter parameter, @Nullable Object value) {
        if (value == null) {
            return !parameter.required();
        }
        return fits(parameter.json(), value);
    }

    static boolean fits(JsonType type, Object value) {
        return switch (type) {
            case ANY -> true;
            case STRING -> value instanceof String;
            case INTEGER ->
                value instanceof Integer
                        || value instanceof Long
                        || value instanceof BigInteger
                        || value instanceof BigDecimal decimal
                                && decimal.stripTrailingZeros().scale() <= 0;
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case ARRAY -> value instanceof List<?>;
            case OBJECT -> value instanceof Map<?, ?>;
        };
    }

    static String words(JsonType type) {
        String word = type.name().toLowerCase(Locale.ROOT);
        return switch (type) {
            case ARRAY, INTEGER, OBJECT -> "an " + word;
            case ANY, STRING, NUMBER, BOOLEAN -> "a " + word;
        };
    }
}
