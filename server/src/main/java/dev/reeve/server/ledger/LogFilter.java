package dev.reeve.server.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which lines of a log.
 *
 * @param leastLevel 10 to 50
 * @param task of that task only; null: of all, and of the run itself
 * @param child of that child only; null: of all
 * @param logger whose logger's name begins so; empty: any
 * @param text that have this text as it stands; empty: any
 * @param matchCase whether capitals are told from small letters
 */
public record LogFilter(
        int leastLevel,
        @Nullable Integer task,
        @Nullable Integer child,
        String logger,
        String text,
        boolean matchCase) {
    /** All of them. */
    public static final LogFilter ALL = new LogFilter(0, null, null, "", "", false);

    /** Those with a text, capitals or not. */
    public static LogFilter text(String text) {
        return new LogFilter(0, null, null, "", text, false);
    }

    /** As conditions of a statement, each begun with {@code and}. */
    String conditions() {
        return (leastLevel <= 10 ? "" : " and level >= :level")
                + (task == null ? "" : " and task = :task")
                + (child == null ? "" : " and map_index = :child")
                + (logger.isEmpty() ? "" : " and starts_with(logger, :logger)")
                + (text.isEmpty()
                        ? ""
                        : matchCase
                                ? " and strpos(message, :text) > 0"
                                : " and " + Texts.has("message", ":text", text));
    }
}
