package dev.reeve.schedule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Schedules as JSON: {@code ScheduleJson.read(ScheduleJson.write(schedule))} is an equal schedule. What is read is
 * checked strictly; errors name the place, as in {@code clocks[0].rules[1].days[2]}. Thread-safe.
 *
 * <p>Values of parameters are what JSON has: texts, numbers, true and false, null, lists and objects. Whole numbers come
 * back as the smallest of Integer, Long and BigInteger that has them, others as Double, or as BigDecimal if that is not
 * written with the same digits. Who knows the flow gives {@link Values}, by which they are of the types of its parameters.
 */
public final class ScheduleJson {
    /** How values of parameters are written and read by somebody who knows their types. */
    public interface Values {
        /**
         * The value of that parameter as JSON.
         *
         * @throws IllegalArgumentException if it cannot be written; says why
         */
        String written(String parameter, @Nullable Object value);

        /**
         * What that parameter's JSON stands for.
         *
         * @throws IllegalArgumentException if it is no value of the parameter; says why
         */
        @Nullable
        Object read(String parameter, String json);
    }

    /** The version that is written. All up to it are read. */
    private static final int FORMAT = 1;

    private ScheduleJson() {}

    /**
     * The text of a schedule whose parameters have values that JSON has.
     *
     * @throws ScheduleException if a filter is a function of the user's, or a value is none of those; names the place
     */
    public static String write(Schedule schedule) {
        return write(schedule, value -> value);
    }

    /**
     * The text of a schedule.
     *
     * @param values makes of a parameter's value one that JSON has; called for those that are none
     * @throws ScheduleException if a filter is a function of the user's, or a value cannot be written; names the place
     */
    public static String write(Schedule schedule, UnaryOperator<Object> values) {
        return write(schedule, (name, value, at) -> plain(value, at, values));
    }

    /**
     * The text of a schedule whose parameters have values of the types that a flow declares.
     *
     * @throws ScheduleException if a filter is a function of the user's, or a value cannot be written; names the place
     */
    public static String write(Schedule schedule, Values values) {
        return write(schedule, (name, value, at) -> {
            try {
                return JsonText.read(values.written(name, value));
            } catch (IllegalArgumentException e) {
                throw new ScheduleException("the schedule's " + at + ": " + e.getMessage());
            }
        });
    }

    /** What JSON has for the value of a parameter at a place. */
    @FunctionalInterface
    private interface Plain {
        @Nullable
        Object of(String parameter, @Nullable Object value, String at);
    }

    private static String write(Schedule schedule, Plain plain) {
        List<Object> clocks = new ArrayList<>();
        for (Clock clock : schedule.clocks()) {
            clocks.add(of(clock, "clocks[" + clocks.size() + "]", plain));
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("clocks", clocks);
        StringBuilder text = new StringBuilder();
        JsonText.write(json, text);
        return text.toString();
    }

    private static Map<String, @Nullable Object> of(Clock clock, String path, Plain plain) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("timing", TimingJson.of(clock.timing()));
        json.put("zone", clock.zone().getId());
        TimingJson.put(json, "start", clock.start());
        TimingJson.put(json, "end", clock.end());
        if (!clock.parameters().isEmpty()) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            clock.parameters().forEach((name, value) -> {
                String at = path + ".parameters." + name;
                parameters.put(text(name, at), plain.of(name, value, at));
            });
            json.put("parameters", parameters);
        }
        if (!clock.labels().isEmpty()) {
            json.put(
                    "labels",
                    clock.labels().stream()
                            .map(label -> text(label, path + ".labels"))
                            .toList());
        }
        List<Object> rules = new ArrayList<>();
        for (Rule rule : clock.rules()) {
            rules.add(RuleJson.of(rule, path + ".rules[" + rules.size() + "]"));
        }
        if (!rules.isEmpty()) {
            json.put("rules", rules);
        }
        return json;
    }

    /** A value as JSON has it. */
    private static @Nullable Object plain(@Nullable Object value, String path, UnaryOperator<Object> values) {
        return switch (value) {
            case null -> null;
            case String text -> text(text, path);
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>();
                for (Object each : list) {
                    all.add(plain(each, path + "[" + all.size() + "]", values));
                }
                yield all;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> all = new LinkedHashMap<>();
                map.forEach((key, each) -> {
                    if (!(key instanceof String name)) {
                        throw new ScheduleException(
                                "the schedule's " + path + ": the key " + key + " of a map is no text, as JSON needs.");
                    }
                    all.put(text(name, path), plain(each, path + "." + name, values));
                });
                yield all;
            }
            default -> isScalar(value) ? value : made(value, path, values);
        };
    }

    private static @Nullable Object made(Object value, String path, UnaryOperator<Object> values) {
        Object made = values.apply(value);
        if (made instanceof String || made instanceof List || made instanceof Map || made != null && isScalar(made)) {
            return plain(made, path, each -> each);
        }
        throw new ScheduleException(
                "the schedule's " + path + ": a " + value.getClass().getName()
                        + " is nothing that JSON has. Give the value as text, a number, true, false, a list or a map.");
    }

    private static boolean isScalar(Object value) {
        return switch (value) {
            case Boolean yes -> true;
            case Integer n -> true;
            case Long n -> true;
            case Short n -> true;
            case Byte n -> true;
            case BigInteger n -> true;
            case BigDecimal n -> true;
            case Double n -> Double.isFinite(n);
            case Float n -> Float.isFinite(n);
            default -> false;
        };
    }

    private static String text(String text, String path) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new ScheduleException("the schedule's " + path
                    + ": a text has half a surrogate pair, which JSON cannot" + " have. Take it out.");
        }
        return text;
    }

    /**
     * The schedule of a text.
     *
     * @throws ScheduleException if it is no JSON, or not that of a schedule; says where and what to write
     */
    public static Schedule read(String json) {
        return read(json, (place, name) -> place.value());
    }

    /**
     * The schedule of a text, with parameters of the types that a flow declares.
     *
     * @throws ScheduleException if it is no JSON, not that of a schedule, or a value is none of its parameter; says where
     */
    public static Schedule read(String json, Values values) {
        return read(json, (place, name) -> {
            StringBuilder text = new StringBuilder();
            JsonText.write(place.value(), text);
            try {
                return values.read(name, text.toString());
            } catch (IllegalArgumentException e) {
                throw place.wrong(String.valueOf(e.getMessage()));
            }
        });
    }

    private static Schedule read(String json, BiFunction<JsonPlace, String, @Nullable Object> typed) {
        JsonPlace all = new JsonPlace("", JsonText.read(json)).only("format", "clocks");
        JsonPlace format = all.field("format");
        if (!(format.value() instanceof Integer version) || version < 1 || version > FORMAT) {
            throw format.wrong("this version of Reeve reads format " + FORMAT + ", not " + format.value() + ".");
        }
        List<Clock> clocks = new ArrayList<>();
        for (JsonPlace clock : all.field("clocks").list()) {
            clocks.add(clock.made(place -> clock(place, typed)));
        }
        return all.field("clocks").made(place -> new Schedule(clocks));
    }

    private static Clock clock(JsonPlace place, BiFunction<JsonPlace, String, @Nullable Object> typed) {
        place.only("timing", "zone", "start", "end", "parameters", "labels", "rules");
        return new Clock(
                place.field("timing").made(TimingJson::read),
                place.field("zone").parsed(ZoneId::of, "Europe/Berlin"),
                TimingJson.moment(place, "start"),
                TimingJson.moment(place, "end"),
                place.has("parameters") ? parameters(place.field("parameters"), typed) : Map.of(),
                place.has("labels") ? place.field("labels").set(JsonPlace::text) : Set.of(),
                place.has("rules")
                        ? place.field("rules").list().stream()
                                .map(rule -> rule.made(RuleJson::read))
                                .toList()
                        : List.of());
    }

    private static Map<String, @Nullable Object> parameters(
            JsonPlace place, BiFunction<JsonPlace, String, @Nullable Object> typed) {
        if (!(place.value() instanceof Map<?, ?> map)) {
            throw place.wrong("it has to be an object, such as {\"country\": \"Germany\"}.");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            values.put(name, typed.apply(place.field(name), name));
        }
        return values;
    }
}
