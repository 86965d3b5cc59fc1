package dev.reeve.client;

import dev.reeve.api.LogLevel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a log. Null leaves it open.
 *
 * @param level at least so
 * @param node of the task at that place
 * @param child of that child
 * @param logger whose logger's name begins so
 * @param text that have this text as it stands
 * @param matchCase whether capitals are told from small letters
 */
public record LogLines(
        @Nullable LogLevel level,
        @Nullable Integer node,
        @Nullable Integer child,
        @Nullable String logger,
        @Nullable String text,
        boolean matchCase) {
    /** All of them. */
    public static final LogLines ALL = new LogLines(null, null, null, null, null, false);

    /** Those that have a text, capitals or not. */
    public static LogLines with(String text) {
        return new LogLines(null, null, null, null, text, false);
    }

    Query query() {
        return new Query()
                .with("level", level == null ? null : level.name().toLowerCase(Locale.ROOT))
                .with("node", node)
                .with("child", child)
                .with("logger", logger)
                .with("q", text)
                .with("matchCase", matchCase ? "true" : null);
    }
}
