package dev.reeve.engine.config;

import dev.reeve.graph.Rate;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of values that settings have. Classes and not functions: each run of a flow makes them all. */
final class Kinds {
    private static final String NONE = "none";

    private Kinds() {}

    private static <T> T require(boolean fits, T value) {
        if (!fits) {
            throw new IllegalArgumentException(String.valueOf(value));
        }
        return value;
    }

    /** Yes or no. */
    record Flag() implements Kind<Boolean> {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Boolean parse(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }

        @Override
        public String write(Boolean value) {
            return String.valueOf(value);
        }
    }

    /** A time zone. */
    record Zone() implements Kind<ZoneId> {
        @Override
        public String expected() {
            return "a time zone such as UTC or Europe/Berlin";
        }

        @Override
        public ZoneId parse(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        @Override
        public String write(ZoneId value) {
            return value.getId();
        }
    }

    /** A span of time. */
    record Span() implements Kind<Duration> {
        @Override
        public String expected() {
            return "a duration such as PT30S or PT5M, zero or more";
        }

        @Override
        public Duration parse(String text) {
            try {
                Duration duration = Duration.parse(text);
                return require(!duration.isNegative(), duration);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        @Override
        public String write(Duration value) {
            return value.toString();
        }
    }

    /** A number of bytes. */
    record Bytes() implements Kind<Long> {
        private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

        @Override
        public String expected() {
            return "a number of bytes such as 0B, 64KB, 1MB or 2GB, in steps of 1024";
        }

        @Override
        public Long parse(String text) {
            String digits = text.replaceFirst("[KMGT]?B$", "");
            String unit = text.substring(digits.length());
            require(digits.matches("[0-9]{1,9}") && UNITS.contains(unit), text);
            return Long.parseLong(digits) << 10 * UNITS.indexOf(unit);
        }

        @Override
        public String write(Long value) {
            int unit = 0;
            long left = value;
            while (left > 0 && left % 1024 == 0 && unit < UNITS.size() - 1) {
                left /= 1024;
                unit++;
            }
            return left + UNITS.get(unit);
        }
    }

    /** A directory or a file; {@code expected} says which. */
    record Location(String expected) implements Kind<Path> {
        @Override
        public Path parse(String text) {
            return Path.of(require(!text.isBlank(), text));
        }

        @Override
        public String write(Path value) {
            return value.toString();
        }
    }

    /** A text; {@code expected} says what of. */
    record Line(String expected) implements Kind<String> {
        @Override
        public String parse(String text) {
            return require(!text.isBlank() && text.lines().count() == 1, text);
        }

        @Override
        public String write(String value) {
            return value;
        }
    }

    /** A result store. */
    record Store() implements Kind<String> {
        @Override
        public String expected() {
            return "memory, files, or the address of a store such as s3://bucket/prefix";
        }

        @Override
        public String parse(String text) {
            boolean known = text.equals("memory") || text.equals("files");
            return require(known || text.matches("[a-z][a-z0-9+.-]*://.+") && named(text), text);
        }

        private static boolean named(String location) {
            URI uri = URI.create(location);
            return uri.getRawAuthority() != null && uri.getRawUserInfo() == null; // no credentials in an address
        }

        @Override
        public String write(String value) {
            return value;
        }
    }

    /** Numbers by name. */
    record Amounts() implements Kind<Map<String, Integer>> {
        @Override
        public String expected() {
            return "none, or names with a number of 1 or more each, such as gpu=2, licence=1";
        }

        @Override
        public Map<String, Integer> parse(String text) {
            return text.equals(NONE)
                    ? Map.of()
                    : named(text, number -> {
                        int amount = Integer.parseInt(number);
                        return require(amount >= 1, amount);
                    });
        }

        @Override
        public String write(Map<String, Integer> value) {
            return written(value, String::valueOf);
        }
    }

    /** Rates by name. */
    record Rates() implements Kind<Map<String, Rate>> {
        @Override
        public String expected() {
            return "none, or names with a rate each, such as shop-api=10/PT1S, mail=100/PT1H";
        }

        @Override
        public Map<String, Rate> parse(String text) {
            return text.equals(NONE)
                    ? Map.of()
                    : named(text, rate -> {
                        int slash = rate.indexOf('/');
                        return new Rate(
                                Integer.parseInt(rate.substring(0, slash)), Duration.parse(rate.substring(slash + 1)));
                    });
        }

        @Override
        public String write(Map<String, Rate> value) {
            return written(value, rate -> rate.begins() + "/" + rate.span());
        }
    }

    private static <V> Map<String, V> named(String text, Function<String, V> value) {
        Map<String, V> named = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.lastIndexOf('=');
            String name = part.substring(0, equals).strip();
            V before = named.put(name, value.apply(part.substring(equals + 1).strip()));
            require(!name.isEmpty() && before == null, text);
        }
        return named;
    }

    private static <V> String written(Map<String, V> values, Function<V, String> text) {
        return values.isEmpty()
                ? NONE
                : new TreeMap<>(values)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + text.apply(entry.getValue()))
                                .collect(Collectors.joining(", "));
    }

    /** One of some words. */
    record Word(List<String> known) implements Kind<String> {
        static Word of(String... words) {
            return new Word(List.of(words));
        }

        @Override
        public String expected() {
            int last = known.size() - 1;
            return (last == 0 ? "" : String.join(", ", known.subList(0, last)) + " or ") + known.get(last);
        }

        @Override
        public String parse(String text) {
            return require(known.contains(text), text);
        }

        @Override
        public String write(String value) {
            return value;
        }
    }

    /** A whole number between two bounds, both inclusive. */
    record WholeNumber(int least, int most) implements Kind<Integer> {
        @Override
        public String expected() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public Integer parse(String text) {
            int number = Integer.parseInt(text);
            return require(number >= least && number <= most, number);
        }

        @Override
        public String write(Integer value) {
            return String.valueOf(value);
        }
    }
}
