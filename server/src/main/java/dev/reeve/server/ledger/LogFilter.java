package dev.reeve.server.ledger;

import java.util.List;
import java.util.UUID;
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
 * @param inner of those runs, which tasks of the run are; task and child are of the first of them; empty: of all
 */
public record LogFilter(
        int leastLevel,
        @Nullable Integer task,
        @Nullable Integer child,
        String logger,
        String text,
        boolean matchCase,
        List<UUID> inner) {
    public LogFilter {
        inner = List.copyOf(inner);
    }

    /** Of a run in whose log all of its lines stand. */
    public LogFilter(
            int leastLevel,
            @Nullable Integer task,
            @Nullable Integer child,
            String logger,
            String text,
            boolean matchCase) {
        this(leastLevel, task, child, logger, text, matchCase, List.of());
    }

    /** The same of runs that tasks of the run are. */
    public LogFilter within(List<UUID> runs) {
        return new LogFilter(leastLevel, task, child, logger, text, matchCase, runs);
    }

    /** All of them. */
    public static final LogFilter ALL = new LogFilter(0, null, null, "", "", false);

    /** Those with a text, capitals or not. */
    public static LogFilter text(String text) {
        return new LogFilter(0, null, null, "", text, false);
    }

    /** As conditions of a statement, each begun with {@code and}. */
    String conditions() {
        return (leastLevel <= 10 ? "" : " and level >= :level")
                + (inner.isEmpty() ? "" : " and inner_run = any(cast(:inner as uuid[]))")
                + (task == null
                        ? ""
                        : inner.isEmpty() ? " and task = :task" : " and inner_task = :task and inner_run = :own")
                + (child == null ? "" : inner.isEmpty() ? " and map_index = :child" : " and inner_index = :child")
                + (logger.isEmpty() ? "" : " and starts_with(logger, :logger)")
                + (text.isEmpty()
                        ? ""
                        : matchCase
                                ? " and strpos(message, :text) > 0"
                                : " and " + Texts.has("message", ":text", text));
    }
}
