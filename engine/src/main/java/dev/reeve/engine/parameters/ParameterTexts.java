package dev.reeve.engine.parameters;

import dev.reeve.Secret;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.engine.text.Shown;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.graph.ValueWords;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a flow's parameters from text, each by the type that the flow declares: text as it is, numbers,
 * {@code true} or {@code false}, dates and times as in ISO 8601, durations also as {@code 10s}, addresses, paths, the
 * constants of an enum; lists, maps and records as JSON.
 */
public final class ParameterTexts {
    private static final int LONGEST_SHOWN = 60;

    private ParameterTexts() {}

    /**
     * The values of the parameters that were given.
     *
     * @param texts by name; what is left out keeps its default
     * @throws ParameterTextException if a text is no value of its parameter, a parameter without a default is left
     *     out, or there is no parameter of a name; says all that is wrong
     */
    public static Map<String, Object> read(FlowGraph flow, Map<String, String> texts) {
        return read(flow, texts, true);
    }

    /**
     * The same of a run that is resumed: what is left out keeps the value that it had.
     *
     * @throws ParameterTextException if a text is no value of its parameter, or there is no parameter of a name
     */
    public static Map<String, Object> readChanges(FlowGraph flow, Map<String, String> texts) {
        return read(flow, texts, false);
    }

    private static Map<String, Object> read(FlowGraph flow, Map<String, String> texts, boolean whole) {
        List<String> problems = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (ParameterSpec spec : flow.parameters()) {
            String text = texts.get(spec.name());
            if (text != null) {
                read(spec, text, values, problems);
            } else if (whole && spec.required()) {
                TextFormat format = TextFormats.of(spec.type());
                problems.add("parameter \"" + spec.name() + "\" has no value; it takes " + format.words());
            }
        }
        List<String> known = flow.parameters().stream().map(ParameterSpec::name).toList();
        for (String name : texts.keySet()) {
            if (!known.contains(name)) {
                problems.add("there is no parameter " + quoted(name) + "." + NearestNames.question(name, known));
            }
        }
        if (!problems.isEmpty()) {
            throw new ParameterTextException(flow.name(), problems, describe(flow));
        }
        return values;
    }

    private static void read(ParameterSpec spec, String text, Map<String, Object> values, List<String> problems) {
        TextFormat format = TextFormats.of(spec.type());
        try {
            values.put(spec.name(), format.parse().apply(text));
        } catch (TextFormat.RefusedException e) {
            problems.add(problem(spec, format, text) + ": " + Shown.clean(e.getMessage()));
        } catch (IllegalArgumentException
                | DateTimeException
                | ArithmeticException e) { // their words are for programmers
            problems.add(problem(spec, format, text));
        }
    }

    private static String problem(ParameterSpec spec, TextFormat format, String text) {
        return "parameter \"" + spec.name() + "\" takes " + format.words() + ", not " + quoted(text);
    }

    /** The parameters of a flow for people, one line each: name, what it takes, its default, what it is for. */
    public static List<String> describe(FlowGraph flow) {
        return flow.parameters().stream().map(ParameterTexts::describe).toList();
    }

    private static String describe(ParameterSpec spec) {
        String description = spec.description().isEmpty() ? "" : " - " + Shown.clean(spec.description());
        String value = spec.required() ? "required" : "default: " + shown(spec.defaultValue());
        return spec.name() + ": " + TextFormats.of(spec.type()).expected() + " (" + value + ")" + description;
    }

    private static String shown(@Nullable Object value) {
        return value instanceof Secret ? "***" : Shown.cut(Shown.clean(ValueWords.of(value)), LONGEST_SHOWN);
    }

    private static String quoted(String text) {
        return "\"" + Shown.cut(Shown.clean(text), LONGEST_SHOWN) + "\"";
    }
}
