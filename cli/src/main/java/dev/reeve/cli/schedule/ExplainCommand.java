package dev.reeve.cli.schedule;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reeve schedule explain}. */
@Command(
        name = "explain",
        sortOptions = false,
        description = {
            "Puts a cron expression or a flow's schedule into words, and says why each firing falls where it does.",
        },
        footer = {
            "",
            "Examples:",
            "  reeve schedule explain \"0 9 15W * *\" --zone Europe/Berlin",
            "  reeve schedule explain \"30 2 * * *\" --zone Europe/Berlin --after 2026-03-28",
            "  reeve schedule explain org.acme.MyFlow --cp target/classes",
            "",
            "Exit codes: 0 told, 2 wrong usage or a wrong expression."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private ScheduleArguments arguments = new ScheduleArguments();

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        arguments.answer(console, asked -> {
            switch (arguments.output()) {
                case TABLE -> new FiringLines(console.out(), asked).explain();
                case JSON -> new FiringJson(console.out(), asked).write();
            }
        });
        return ExitCode.OK;
    }
}
