package dev.reeve.server.page;

import dev.reeve.api.LogLevel;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.ledger.LogFilter;
import dev.reeve.server.run.LogLines;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What queries say of the lines that are wanted. */
final class LogFilters {
    static final String[] NAMES = {"level", "node", "child", "logger", "q", "matchCase"};

    private static final int LONGEST_TEXT = 1_000;

    private LogFilters() {}

    static String[] and(String... others) {
        String[] all = Arrays.copyOf(NAMES, NAMES.length + others.length);
        System.arraycopy(others, 0, all, NAMES.length, others.length);
        return all;
    }

    static LogFilter of(Request request) {
        return new LogFilter(
                request.query("level").map(LogFilters::level).orElse(0),
                number(request, "node"),
                number(request, "child"),
                text(request, "logger"),
                text(request, "q"),
                request.flag("matchCase"));
    }

    /** Null for none. */
    private static @Nullable Integer number(Request request, String name) {
        return request.query(name).isEmpty() ? null : (int) request.query(name, 0, -1, Integer.MAX_VALUE);
    }

    private static String text(Request request, String name) {
        Optional<String> text = request.query(name);
        if (text.isPresent() && text.get().length() > LONGEST_TEXT) {
            throw ProblemException.invalid("", "The query's \"" + name + "\" is longer than " + LONGEST_TEXT + ".");
        }
        return text.orElse("");
    }

    private static int level(String word) {
        return Arrays.stream(LogLevel.values())
                .filter(level -> level.name().equals(word.toUpperCase(Locale.ROOT)))
                .mapToInt(LogLines::number)
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "", "The query's \"level\" must be trace, debug, info, warn or error."));
    }
}
