package dev.reeve.benchmarks;

import dev.reeve.schedule.Filter;
import dev.reeve.schedule.Schedule;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code benchmarks/run schedule}. Exit code 0 whatever the figures, 1 if a row broke, 2 if misused. */
@Command(
        name = "benchmarks/run schedule",
        mixinStandardHelpOptions = true,
        description = "Measures how many firings schedules yield a second, each beside a loop written by hand.",
        footer = {"", "Examples:", "  benchmarks/run schedule", "  benchmarks/run schedule --json"})
final class ScheduleTable implements Callable<Integer> {
    private final PrintStream out;
    private final int divisor;

    @Option(names = "--json", description = "Prints lines of JSON in place of a table.")
    private boolean json;

    @Option(names = "--quick", description = "Does each thing once: shows that all works, the figures mean nothing.")
    private boolean quick;

    /** With rows so many times smaller. */
    ScheduleTable(PrintStream out, int divisor) {
        this.out = out;
        this.divisor = divisor;
    }

    /** Measures. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ScheduleTable(System.out, 1)).execute(args));
    }

    @Override
    public Integer call() {
        Table table = new Table(out, json);
        int broken = 0;
        for (ScheduleRow row : rows()) {
            try {
                row.measure(quick ? Effort.QUICK : Effort.FULL).forEach(table::print);
            } catch (RuntimeException e) {
                System.err.println("benchmarks: " + row.name() + " broke: " + e);
                broken++;
            }
        }
        return broken == 0 ? 0 : 1;
    }

    private List<ScheduleRow> rows() {
        return List.of(
                new ScheduleRow("every_minute", cron("* * * * *"), 1_000_000 / divisor, PlainLoops::everyMinute, 1),
                new ScheduleRow(
                        "every_quarter",
                        cron("*/15 9-17 * * MON-FRI"),
                        500_000 / divisor,
                        PlainLoops::everyQuarterOfOfficeHours,
                        1),
                new ScheduleRow("daily", cron("0 13 * * *"), 200_000 / divisor, PlainLoops::daily, 1),
                new ScheduleRow("last_weekday", cron("0 9 LW * *"), 20_000 / divisor, PlainLoops::lastWeekday, 0),
                new ScheduleRow(
                        "every_90_minutes",
                        Schedule.every(Duration.ofMinutes(90)).anchoredAt(ScheduleRow.AFTER),
                        1_000_000 / divisor,
                        PlainLoops::everyNinetyMinutes,
                        1),
                new ScheduleRow(
                        "filtered",
                        cron("0 * * * *")
                                .onlyWhen(
                                        Filter.weekdays(),
                                        Filter.betweenTimes(LocalTime.of(6, 0), LocalTime.of(11, 0))),
                        50_000 / divisor,
                        PlainLoops::hoursOfWeekdayMornings,
                        0));
    }

    private static Schedule cron(String expression) {
        return Schedule.cron(expression).in(PlainLoops.BERLIN);
    }
}
