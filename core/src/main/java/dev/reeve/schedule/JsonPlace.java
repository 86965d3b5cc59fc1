package dev.reeve.schedule;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value in the JSON of a schedule, and where it is: {@code clocks[0].timing.kind}. Immutable. */
record JsonPlace(String path, @Nullable Object value) {
    ScheduleException wrong(String what) {
        return new ScheduleException("the JSON of a schedule, " + (path.isEmpty() ? "" : path + ": ") + what);
    }

    private String shown() {
        String text = value instanceof String string ? "\"" + string + "\"" : String.valueOf(value);
        return text.length() <= 100 ? text : text.substring(0, 100) + "..";
    }

    private Map<?, ?> object() {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong("it has to be an object such as {\"kind\": \"..\"}, not " + shown() + ".");
    }

    /** Refuses an object with other fields than these. */
    JsonPlace only(String... known) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(known));
        for (Object name : object().keySet()) {
            if (!(name instanceof String string) || !names.contains(string)) {
                throw wrong("there is no field \"" + name + "\" here. There can be: " + String.join(", ", names) + ".");
            }
        }
        return this;
    }

    boolean has(String field) {
        return object().containsKey(field);
    }

    JsonPlace field(String name) {
        if (!has(name)) {
            throw wrong("the field \"" + name + "\" is missing.");
        }
        return new JsonPlace(path.isEmpty() ? name : path + "." + name, object().get(name));
    }

    List<JsonPlace> list() {
        if (!(value instanceof List<?> list)) {
            throw wrong("it has to be a list, not " + shown() + ".");
        }
        List<JsonPlace> places = new ArrayList<>();
        for (Object each : list) {
            places.add(new JsonPlace(path + "[" + places.size() + "]", each));
        }
        return places;
    }

    /** The values of a list, none of which stands twice. */
    <T> Set<T> set(Function<JsonPlace, T> read) {
        Set<T> set = new LinkedHashSet<>();
        for (JsonPlace each : list()) {
            if (!set.add(read.apply(each))) {
                throw each.wrong("it stands twice.");
            }
        }
        return set;
    }

    String text() {
        if (value instanceof String text) {
            return text;
        }
        throw wrong("it has to be a text, not " + shown() + ".");
    }

    /** A text of some kind, such as a date. */
    <T> T parsed(Function<String, T> parse, String example) {
        String text = text();
        try {
            return parse.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw wrong(shown() + " is none of what is expected, such as \"" + example + "\".");
        }
    }

    /** What is made of it, with the place in front of what is wrong. */
    <T> T made(Function<JsonPlace, T> make) {
        try {
            return make.apply(this);
        } catch (ScheduleException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("the JSON of a schedule, ") ? e : wrong(message);
        }
    }

    ScheduleException unknown(String... known) {
        return wrong("there is no " + shown() + ". There is: " + String.join(", ", known) + ".");
    }
}
