package dev.reeve.cli.server;

import dev.reeve.api.Flow;
import dev.reeve.api.NewSchedule;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ServerJson;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleException;
import dev.reeve.schedule.ScheduleJson;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** When a flow is to run, as it is written on the command line. */
final class NewTimes {
    @Option(
            names = "--cron",
            paramLabel = "EXPRESSION",
            description = "A cron expression, such as \"0 6 * * MON-FRI\".")
    private @Nullable String cron;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "An interval: PT6H of elapsed time, P1D of the calendar.")
    private @Nullable String every;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "A schedule in JSON, as reeve schedule show --output json has it: several clocks, filters, moves.")
    private @Nullable String file;

    @Option(names = "--of-code", description = "That of the flow's code again.")
    private boolean ofCode;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone, such as Europe/Berlin; UTC if not said.")
    private @Nullable String zone;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "What its runs are given; may be given several times.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = {"-l", "--label"},
            paramLabel = "LABEL",
            description = "What an agent must have to run them, beside the flow's; may be given several times.")
    private List<String> labels = List.of();

    @Option(
            names = "--overlap",
            paramLabel = "POLICY",
            description = "What happens to a firing while a run goes on: skip, queue, queue:N, allow:N or cancel.")
    private @Nullable String overlap;

    @Option(
            names = "--catch-up",
            paramLabel = "POLICY",
            description = "What becomes of firings that were missed: none, last, all or all:N.")
    private @Nullable String catchUp;

    NewSchedule of(Flow flow, Console console) {
        int said = (cron == null ? 0 : 1) + (every == null ? 0 : 1) + (file == null ? 0 : 1) + (ofCode ? 1 : 0);
        if (said > 1 || said == 0 && overlap == null && catchUp == null) {
            throw new MistakeException(
                    "Say one of --cron, --every, --json and --of-code; or only --overlap or --catch-up.");
        }
        if (ofCode || said == 0 && flow.schedule() != null) {
            return new NewSchedule(null, overlap, catchUp);
        }
        if (said == 0) {
            throw new MistakeException("The flow has no schedule in its code. Say --cron, --every or --json too.");
        }
        return new NewSchedule(file == null ? json(schedule(flow)) : read(console, file), overlap, catchUp);
    }

    private static Map<String, Object> read(Console console, String file) {
        try {
            return ServerJson.MAPPER.readValue(
                    Files.readString(console.directory().resolve(file)), new TypeReference<>() {});
        } catch (IOException | JacksonException e) {
            throw new MistakeException("--json " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> json(Schedule schedule) {
        return ServerJson.MAPPER.readValue(ScheduleJson.write(schedule), new TypeReference<>() {});
    }

    private Schedule schedule(Flow flow) {
        try {
            Schedule schedule = cron != null ? Schedule.cron(cron) : every(String.valueOf(every));
            schedule = zone == null ? schedule : schedule.in(zone);
            return schedule.parameters(ServerRun.values(flow, parameters)).labels(labels.toArray(String[]::new));
        } catch (ScheduleException e) {
            String message = String.valueOf(e.getMessage());
            throw new MistakeException(Character.toUpperCase(message.charAt(0)) + message.substring(1), e);
        }
    }

    private static Schedule every(String text) {
        try {
            return text.contains("T") ? Schedule.every(Duration.parse(text)) : Schedule.every(Period.parse(text));
        } catch (DateTimeException e) {
            throw new MistakeException("--every takes a duration such as PT6H, PT90S or P1D, not \"" + text + "\".", e);
        }
    }
}
