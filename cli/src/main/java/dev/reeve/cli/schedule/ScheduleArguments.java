package dev.reeve.cli.schedule;

import dev.reeve.Flow;
import dev.reeve.cli.code.UserCode;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.server.ServerSchedules;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.schedule.DayRule;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which schedule, from when on and how many firings of it. */
final class ScheduleArguments {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "EXPRESSION|JAR|CLASS",
            description = {
                "A cron expression of five fields, or six with seconds first, or a nickname such as @daily; or the code"
                        + " of a flow, as reeve run takes it. next without it, but with --flow, asks the server."
            })
    private String subject = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone, such as Europe/Berlin. Without it, UTC or that of the flow's schedule.")
    private @Nullable String zone;

    @Option(
            names = "--after",
            paramLabel = "TIME",
            description = {
                "Firings after that: 2026-03-28T00:00, in the zone, or 2026-03-28, or with an offset such as"
                        + " 2026-03-28T00:00Z. Without it, now."
            })
    private @Nullable String after;

    @Option(names = "-n", paramLabel = "N", description = "How many at most; ${DEFAULT-VALUE} if not said.")
    private int count = 10;

    @Option(
            names = "--days",
            paramLabel = "RULE",
            description = {
                "Where an expression restricts both day of month and day of week: either (the default) is enough, or"
                        + " both have to match."
            })
    private @Nullable DayRule days;

    @Option(names = "--output", paramLabel = "FORMAT", description = "table (the default) or json.")
    private ListFormat output = ListFormat.TABLE;

    @Option(names = "--flow", paramLabel = "NAME", description = "The flow, where the code has several.")
    private String flow = "";

    @Option(
            names = {"--project"},
            paramLabel = "NAME",
            description = "On a server: the flow's project.")
    private @Nullable String project;

    @Option(
            names = {"--cp", "--class-path"},
            paramLabel = "PATHS",
            description = "More jars and directories of classes for the flow.")
    private String classPath = "";

    ListFormat output() {
        return output;
    }

    /** Whether it is about a flow of a server. */
    boolean ofServer() {
        return subject.isEmpty() && !flow.isEmpty();
    }

    /** What the server knows of the flow's schedule, and has to come. */
    void askServer(Console console) throws InterruptedException {
        if (count < 1 || count > 50) {
            throw new MistakeException("-n takes a whole number from 1 to 50 on a server, not " + count + ".");
        }
        new ServerSchedules(console).next(flow, project, after == null ? null : after(ZoneId.of("UTC")), count, output);
    }

    /**
     * Answers; a flow's code is open meanwhile.
     *
     * @throws MistakeException if there is no such schedule, or its filters let nothing through
     */
    void answer(Console console, Consumer<Asked> answer) {
        if (subject.isEmpty() && !flow.isEmpty()) {
            throw new MistakeException("Name the code of flow \"" + flow + "\" too.");
        }
        if (count < 1) {
            throw new MistakeException("-n takes a whole number from 1, not " + count + ".");
        }
        ZoneId chosen = zone == null ? null : zone(zone);
        try {
            if (isExpression(console)) {
                answer.accept(ofExpression(chosen == null ? ZoneId.of("UTC") : chosen));
            } else {
                ofFlow(chosen, console, answer);
            }
        } catch (ScheduleException e) {
            String message = String.valueOf(e.getMessage());
            throw new MistakeException(Character.toUpperCase(message.charAt(0)) + message.substring(1), e);
        }
    }

    private Asked ofExpression(ZoneId own) {
        Schedule schedule =
                Schedule.cron(subject, days == null ? DayRule.EITHER : days).in(own);
        return new Asked(schedule, subject, "", own, after(own), count);
    }

    private void ofFlow(@Nullable ZoneId chosen, Console console, Consumer<Asked> answer) {
        if (days != null) {
            throw new MistakeException("--days is for expressions; a flow's schedule says for itself which it means.");
        }
        Logging.start(Configuration.load(console.surroundings()));
        try (UserCode opened = UserCode.open(subject, classPath, console.directory())) {
            Flow found = opened.flow(flow).flow();
            Schedule schedule = found.schedule()
                    .orElseThrow(
                            () -> new MistakeException("Flow \"" + found.name() + "\" has no schedule. Give it one:"
                                    + " f.schedule(Schedule.cron(\"0 13 * * *\").in(\"Europe/Berlin\"))."));
            ZoneId shown = chosen == null ? schedule.clocks().getFirst().zone() : chosen;
            answer.accept(new Asked(schedule, "", found.name(), shown, after(shown), count));
        }
    }

    /** No code: a wrong expression shall be told as one, not looked for on the disk. */
    private boolean isExpression(Console console) {
        if (subject.isBlank()) {
            return true;
        }
        if (subject.contains(".jar") || exists(console)) {
            return false;
        }
        return "@*0123456789".indexOf(subject.strip().charAt(0)) >= 0
                || subject.chars().anyMatch(Character::isWhitespace)
                || subject.chars().noneMatch(Character::isLetter);
    }

    private boolean exists(Console console) {
        try {
            return Files.exists(console.directory().resolve(subject));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new MistakeException(
                    "There is no time zone \"" + name + "\"."
                            + NearestNames.question(name, ZoneId.getAvailableZoneIds())
                            + " Write one such as Europe/Berlin, UTC or +02:00.",
                    e);
        }
    }

    private Instant after(ZoneId local) {
        if (after == null) {
            return Instant.now();
        }
        try {
            if (after.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(after).atStartOfDay(local).toInstant();
            }
            return after.matches(".*T[^Z+\\-\\[]*")
                    ? LocalDateTime.parse(after).atZone(local).toInstant()
                    : ZonedDateTime.parse(after).toInstant();
        } catch (DateTimeParseException e) {
            throw new MistakeException(
                    "--after takes a time such as 2026-03-28T00:00, 2026-03-28 or 2026-03-28T00:00Z, not \"" + after
                            + "\".",
                    e);
        }
    }
}
