package dev.reeve.engine.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/** The kinds of values that settings have. */
final class Kinds {
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*://.+");

    static final Kind<Boolean> FLAG = new Kind<>("true or false", Kinds::flag, String::valueOf);

    static final Kind<ZoneId> ZONE = new Kind<>("a time zone such as UTC or Europe/Berlin", Kinds::zone, ZoneId::getId);

    static final Kind<Duration> DURATION =
            new Kind<>("a duration such as PT30S or PT5M, zero or more", Kinds::duration, Duration::toString);

    static final Kind<Path> DIRECTORY = new Kind<>("a directory", Kinds::directory, Path::toString);

    static final Kind<String> STORE = new Kind<>(
            "memory, files, or the address of a store such as s3://bucket/prefix", Kinds::store, text -> text);

    private Kinds() {}

    static Kind<String> oneOf(String... words) {
        List<String> known = List.of(words);
        String expected = known.size() == 1
                ? known.get(0)
                : String.join(", ", known.subList(0, known.size() - 1)) + " or " + known.get(known.size() - 1);
        return new Kind<>(expected, text -> require(known.contains(text), text), text -> text);
    }

    static Kind<Integer> between(int least, int most) {
        return new Kind<>(
                "a whole number from " + least + " to " + most,
                text -> {
                    int number = Integer.parseInt(text);
                    return require(number >= least && number <= most, number);
                },
                String::valueOf);
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return require(!duration.isNegative(), duration);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Path directory(String text) {
        return Path.of(require(!text.isBlank(), text));
    }

    private static String store(String text) {
        return require(
                text.equals("memory")
                        || text.equals("files")
                        || SCHEME.matcher(text).matches() && named(text),
                text);
    }

    private static boolean named(String location) {
        URI uri = URI.create(location);
        return uri.getRawAuthority() != null && uri.getRawUserInfo() == null; // credentials are no part of an address
    }

    private static <T> T require(boolean fits, T value) {
        if (!fits) {
            throw new IllegalArgumentException(String.valueOf(value));
        }
        return value;
    }
}
