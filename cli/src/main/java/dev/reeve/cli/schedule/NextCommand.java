package dev.reeve.cli.schedule;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reeve schedule next}. */
@Command(
        name = "next",
        sortOptions = false,
        description = {
            "Lists the next firings of a cron expression or of a flow's schedule.",
            "One a line: what clocks show in the zone, the day, the time in UTC, and what the run is given."
        },
        footer = {
            "",
            "Examples:",
            "  reeve schedule next \"0 13 * * *\" --zone Europe/Berlin --after 2026-03-28T00:00 -n 5",
            "  reeve schedule next \"0 0 13 * FRI\" --days both",
            "  reeve schedule next target/my-etl.jar --output json",
            "  reeve schedule next --flow nightly --project Demo",
            "",
            "Exit codes: 0 listed, also if there are none, 2 wrong usage or a wrong expression."
        })
final class NextCommand implements Callable<Integer> {
    @Mixin
    private ScheduleArguments arguments = new ScheduleArguments();

    private final Console console;

    NextCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (arguments.ofServer()) {
            arguments.askServer(console);
            return ExitCode.OK;
        }
        arguments.answer(console, asked -> {
            switch (arguments.output()) {
                case TABLE -> new FiringLines(console.out(), asked).next();
                case JSON -> new FiringJson(console.out(), asked).write();
            }
        });
        return ExitCode.OK;
    }
}
