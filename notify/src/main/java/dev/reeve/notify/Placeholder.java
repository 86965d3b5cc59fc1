package dev.reeve.notify;

import dev.reeve.notify.Notice.FailedTask;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What a template of a message may name. Times are UTC, and take a pattern: {@code {at:HH:mm}}. */
enum Placeholder {
    TITLE,
    FLOW,
    RUN_NAME,
    RUN_ID,
    TASK,
    STATE,
    MESSAGE,
    CAUSE,
    FAILED_TASKS,
    FAILED_COUNT,
    STARTED,
    AT,
    DURATION,
    URL,
    ADVICE;

    /** As it is written between braces. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A text, or a time. */
    Object value(Notice notice) {
        return switch (this) {
            case TITLE -> notice.title();
            case FLOW -> notice.flow();
            case RUN_NAME -> notice.runName();
            case RUN_ID -> notice.runId();
            case TASK -> notice.task();
            case STATE -> notice.state();
            case MESSAGE -> notice.message();
            case CAUSE -> notice.cause();
            case FAILED_TASKS -> failedTasks(notice);
            case FAILED_COUNT -> String.valueOf(notice.failedCount());
            case STARTED -> time(notice.startedAt());
            case AT -> time(notice.at());
            case DURATION -> Words.of(notice.duration());
            case URL -> notice.url();
            case ADVICE -> notice.advice();
        };
    }

    static Optional<Placeholder> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(each -> "{" + each.word() + "}").collect(Collectors.joining(", "));
    }

    private static Object time(Instant at) {
        return OffsetDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
    }

    /** A line for each, and one for those that are not named. */
    static String failedTasks(Notice notice) {
        StringJoiner lines = new StringJoiner("\n");
        for (FailedTask failed : notice.failedTasks()) {
            String message = Words.cut(failed.message(), 200);
            lines.add(failed.task() + ": " + failed.state() + (message.isEmpty() ? "" : ", " + message));
        }
        int more = notice.failedCount() - notice.failedTasks().size();
        if (more > 0) {
            lines.add("and " + more + " more");
        }
        return lines.toString();
    }
}
