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
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a template of a message may name. Times are UTC, and take a pattern: {@code {at:HH:mm}}. */
enum Placeholder {
    TITLE(Notice::title),
    FLOW(Notice::flow),
    RUN_NAME(Notice::runName),
    RUN_ID(Notice::runId),
    TASK(Notice::task),
    STATE(Notice::state),
    MESSAGE(Notice::message),
    CAUSE(Notice::cause),
    FAILED_TASKS(Placeholder::failedTasks),
    FAILED_COUNT(notice -> String.valueOf(notice.failedCount())),
    STARTED(notice -> time(notice.startedAt())),
    AT(notice -> time(notice.at())),
    DURATION(notice -> Words.of(notice.duration())),
    URL(Notice::url),
    ADVICE(Notice::advice);

    private final Function<Notice, Object> value;

    Placeholder(Function<Notice, Object> value) {
        this.value = value;
    }

    /** As it is written between braces. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A text, or a time. */
    Object value(Notice notice) {
        return value.apply(notice);
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
