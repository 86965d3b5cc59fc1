package dev.reeve.engine.parameters;

import dev.reeve.Secret;
import java.io.File;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The format of each type. */
final class TextFormats {
    private static final int MOST_CONSTANTS = 20;

    private static final Map<Class<?>, TextFormat> BY_CLASS = Map.ofEntries(
            of(String.class, "a text", "", text -> text),
            of(CharSequence.class, "a text", "", text -> text),
            of(Character.class, "one character", "x", TextFormats::character),
            of(Boolean.class, "true or false", "", TextFormats::flag),
            Map.entry(Byte.class, NumberTexts.whole(Byte.MIN_VALUE, Byte.MAX_VALUE, BigInteger::byteValueExact)),
            Map.entry(Short.class, NumberTexts.whole(Short.MIN_VALUE, Short.MAX_VALUE, BigInteger::shortValueExact)),
            Map.entry(
                    Integer.class, NumberTexts.whole(Integer.MIN_VALUE, Integer.MAX_VALUE, BigInteger::intValueExact)),
            Map.entry(Long.class, NumberTexts.whole(Long.MIN_VALUE, Long.MAX_VALUE, BigInteger::longValueExact)),
            Map.entry(BigInteger.class, NumberTexts.BIG_INTEGER),
            Map.entry(Float.class, NumberTexts.FLOAT),
            Map.entry(Double.class, NumberTexts.DOUBLE),
            Map.entry(BigDecimal.class, NumberTexts.BIG_DECIMAL),
            Map.entry(Number.class, NumberTexts.BIG_DECIMAL),
            Map.entry(Duration.class, DurationText.FORMAT),
            of(LocalDate.class, "a date", "2026-01-31", LocalDate::parse),
            of(LocalTime.class, "a time of day", "18:30", LocalTime::parse),
            of(LocalDateTime.class, "a date and a time", "2026-01-31T18:30:00", LocalDateTime::parse),
            of(Instant.class, "a moment", "2026-01-31T18:30:00Z", Instant::parse),
            of(OffsetDateTime.class, "a time with an offset", "2026-01-31T18:30:00+02:00", OffsetDateTime::parse),
            of(
                    ZonedDateTime.class,
                    "a time with a zone",
                    "2026-01-31T18:30:00+01:00[Europe/Rome]",
                    ZonedDateTime::parse),
            of(Year.class, "a year", "2026", Year::parse),
            of(YearMonth.class, "a month", "2026-01", YearMonth::parse),
            of(Period.class, "a period of days", "P1M", Period::parse),
            of(ZoneId.class, "a time zone", "Europe/Berlin", ZoneId::of),
            of(URI.class, "an address", "https://example.org/data.json", TextFormats::uri),
            of(Path.class, "a path", "data/orders.csv", TextFormats::path),
            of(File.class, "a path", "data/orders.csv", text -> path(text).toFile()),
            of(UUID.class, "a UUID", "123e4567-e89b-42d3-a456-426614174000", TextFormats::uuid),
            of(Secret.class, "no text", "", text -> {
                throw new TextFormat.RefusedException("a secret is not given as a parameter, where others can read it;"
                        + " the task asks for it by name: TaskRun.current().secret(\"name\")");
            }));

    private TextFormats() {}

    private static Map.Entry<Class<?>, TextFormat> of(
            Class<?> type, String expected, String example, Function<String, Object> parse) {
        return Map.entry(type, new TextFormat(expected, example, parse));
    }

    /** The format of that type. */
    static TextFormat of(Type type) {
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return optional(of(optional.getActualTypeArguments()[0]));
        }
        if (!(type instanceof Class<?> plain)) {
            return JsonText.format(type);
        }
        Class<?> boxed = MethodType.methodType(plain).wrap().returnType();
        TextFormat known = BY_CLASS.get(boxed);
        if (known != null) {
            return known;
        }
        return boxed.isEnum() ? constants(boxed) : JsonText.format(boxed);
    }

    /** A text of that class; empty for those that have no format of their own. */
    static String example(Class<?> type) {
        TextFormat known = BY_CLASS.get(type);
        return known == null ? "" : known.example();
    }

    /** An empty text is no value. */
    private static TextFormat optional(TextFormat value) {
        return new TextFormat(
                value.expected() + ", or nothing",
                value.example(),
                text -> text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(value.parse().apply(text)));
    }

    private static TextFormat constants(Class<?> type) {
        List<Enum<?>> constants = Arrays.stream(type.getEnumConstants())
                .<Enum<?>>map(constant -> (Enum<?>) constant)
                .toList();
        String names = constants.stream().limit(MOST_CONSTANTS).map(Enum::name).collect(Collectors.joining(", "));
        int more = constants.size() - MOST_CONSTANTS;
        return new TextFormat(
                "one of " + names + (more > 0 ? " and " + more + " more" : ""), "", text -> constant(constants, text));
    }

    /** The constant of that name, in any case where only one is meant. */
    private static Enum<?> constant(List<Enum<?>> constants, String text) {
        for (Enum<?> constant : constants) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        List<Enum<?>> alike =
                constants.stream().filter(c -> c.name().equalsIgnoreCase(text)).toList();
        if (alike.size() == 1) {
            return alike.getFirst();
        }
        throw new IllegalArgumentException("no constant");
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    /** Strict: {@code Boolean.parseBoolean} takes "yes" for false. */
    private static Object flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    private static URI uri(String text) {
        try {
            URI address = new URI(text);
            if (text.isEmpty()) {
                throw new TextFormat.RefusedException("it is empty");
            }
            return address;
        } catch (URISyntaxException e) {
            throw new TextFormat.RefusedException(
                    e.getReason() + " at character " + (e.getIndex() + 1) + "; a blank is written %20");
        }
    }

    /** A leading {@code ~} is the home directory: a shell leaves it as it is behind an equals sign. */
    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TextFormat.RefusedException("it is empty; the working directory is written .");
        }
        boolean atHome = text.equals("~") || text.startsWith("~/");
        return Path.of(atHome ? System.getProperty("user.home") + text.substring(1) : text);
    }

    /** Strict: {@code UUID.fromString} also takes shorter texts. */
    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not in full");
        }
        return uuid;
    }
}
