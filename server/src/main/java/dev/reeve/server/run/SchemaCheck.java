package dev.reeve.server.run;

import dev.reeve.api.JsonType;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.Pointer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a value against what a registration says of it as a JSON Schema: the keywords that Reeve writes, each wherever it has
 * the form that it should have. What it does not know is let pass, and so is null: the runner reads the value anyway.
 */
final class SchemaCheck {
    private static final int DEEPEST = 50;
    private static final int MOST_ERRORS = 50;
    private static final int MOST_NAMES = 20;

    private final Fields fields;

    private SchemaCheck(Fields fields) {
        this.fields = fields;
    }

    /** Says what is wrong with the value that stands there. */
    static void check(Fields fields, String at, Map<?, ?> schema, @Nullable Object value) {
        new SchemaCheck(fields).value(at, schema, value, 0);
    }

    private void value(String at, Map<?, ?> schema, @Nullable Object value, int depth) {
        if (value == null || depth > DEEPEST || fields.errors().size() >= MOST_ERRORS) {
            return;
        }
        if (schema.get("anyOf") instanceof List<?> choices
                && choices.size() == 2
                && choices.get(0) instanceof Map<?, ?> one
                && choices.get(1) instanceof Map<?, ?> other
                && "null".equals(other.get("type"))) {
            value(at, one, value, depth + 1);
            return;
        }
        if (schema.get("not") instanceof Map<?, ?> all && all.isEmpty()) {
            fields.wrong(at, "is a secret, which nobody gives to a run: a task asks for it by its name.");
            return;
        }
        if (!fits(schema.get("type"), value)) {
            fields.wrong(at, "must be " + words(String.valueOf(schema.get("type"))) + ".");
            return;
        }
        switch (value) {
            case String text -> text(at, schema, text);
            case Number number -> number(at, schema, number);
            case List<?> list -> items(at, schema, list, depth);
            case Map<?, ?> map -> properties(at, schema, map, depth);
            default -> {}
        }
    }

    private static boolean fits(@Nullable Object type, Object value) {
        return switch (type instanceof String name ? name : "") {
            case "string" -> value instanceof String;
            case "integer" -> ParameterCheck.fits(JsonType.INTEGER, value);
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List<?>;
            case "object" -> value instanceof Map<?, ?>;
            default -> true;
        };
    }

    private static String words(String type) {
        return type.equals("array") || type.equals("integer") || type.equals("object") ? "an " + type : "a " + type;
    }

    private void text(String at, Map<?, ?> schema, String text) {
        if (schema.get("enum") instanceof List<?> all && !all.isEmpty() && !all.contains(text)) {
            String names = all.stream().limit(MOST_NAMES).map(String::valueOf).collect(Collectors.joining(", "));
            fields.wrong(at, "must be one of " + names + (all.size() > MOST_NAMES ? " and others." : "."));
        } else if (schema.get("maxLength") instanceof Integer most && text.length() > most) {
            fields.wrong(at, "has more than " + most + (most == 1 ? " character." : " characters."));
        } else if (schema.get("minLength") instanceof Integer least && text.length() < least) {
            fields.wrong(at, "has fewer than " + least + (least == 1 ? " character." : " characters."));
        } else if (schema.get("format") instanceof String format) {
            String wanted = unlike(format, text);
            if (wanted != null) {
                fields.wrong(at, "must be " + wanted + ".");
            }
        }
    }

    /** What it should have been; null if it is. Jackson reads more than ISO 8601: dates of times, numbers as texts. */
    private static @Nullable String unlike(String format, String text) {
        if (text.matches("-?\\d+(\\.\\d+)?")) {
            return null;
        }
        return switch (format) {
            case "date" -> text.indexOf('T') > 0 || reads(LocalDate::parse, text) ? null : "a date, such as 2026-01-31";
            case "time-local" -> reads(LocalTime::parse, text) ? null : "a time of day, such as 18:30";
            case "date-time-local" ->
                reads(LocalDateTime::parse, text) || reads(OffsetDateTime::parse, text)
                        ? null
                        : "a date and a time, such as 2026-01-31T18:30:00";
            case "date-time" ->
                reads(ZonedDateTime::parse, offset(text)) ? null : "a moment, such as 2026-01-31T18:30:00Z";
            case "date-time-zoned" ->
                reads(ZonedDateTime::parse, offset(text))
                        ? null
                        : "a time with a zone, such as 2026-01-31T18:30:00+01:00[Europe/Rome]";
            case "year-month" -> reads(YearMonth::parse, text) ? null : "a month, such as 2026-01";
            case "duration" -> reads(Duration::parse, text) ? null : "a length of time, such as PT10S or PT1H30M";
            case "time-zone" -> reads(ZoneId::of, text) ? null : "a time zone, such as Europe/Berlin";
            case "uuid" -> text.length() == 24 || reads(UUID::fromString, text) ? null : "a UUID";
            default -> null;
        };
    }

    /** Some write the offset without its colon, which is read too. */
    private static String offset(String text) {
        return text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
    }

    private interface Reading {
        Object read(String text);
    }

    private static boolean reads(Reading reading, String text) {
        try {
            return reading.read(text) != null;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private void number(String at, Map<?, ?> schema, Number number) {
        BigDecimal value = decimal(number);
        if (schema.get("minimum") instanceof Number least && value.compareTo(decimal(least)) < 0) {
            fields.wrong(at, "must be at least " + least + ".");
        } else if (schema.get("maximum") instanceof Number most && value.compareTo(decimal(most)) > 0) {
            fields.wrong(at, "must be at most " + most + ".");
        }
    }

    private static BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal exact -> exact;
            case BigInteger whole -> new BigDecimal(whole);
            default -> new BigDecimal(number.toString());
        };
    }

    private void items(String at, Map<?, ?> schema, List<?> list, int depth) {
        if (schema.get("items") instanceof Map<?, ?> items) {
            for (int i = 0; i < list.size(); i++) {
                value(at + "/" + i, items, list.get(i), depth + 1);
            }
        }
    }

    private void properties(String at, Map<?, ?> schema, Map<?, ?> map, int depth) {
        if (schema.get("additionalProperties") instanceof Map<?, ?> each) {
            map.forEach((name, value) -> value(Pointer.of(at, String.valueOf(name)), each, value, depth + 1));
        }
        if (!(schema.get("properties") instanceof Map<?, ?> known)) {
            return;
        }
        map.forEach((name, value) -> {
            String place = Pointer.of(at, String.valueOf(name));
            if (known.get(name) instanceof Map<?, ?> part) {
                value(place, part, value, depth + 1);
            } else if (Boolean.FALSE.equals(schema.get("additionalProperties")) && !known.containsKey(name)) {
                fields.wrong(place, "is no part of it. It has " + names(known) + ".");
            }
        });
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(name -> !map.containsKey(name))
                    .forEach(name -> fields.wrong(Pointer.of(at, String.valueOf(name)), "is missing."));
        }
    }

    private static String names(Map<?, ?> known) {
        return known.keySet().stream().map(String::valueOf).limit(MOST_NAMES).collect(Collectors.joining(", "));
    }
}
