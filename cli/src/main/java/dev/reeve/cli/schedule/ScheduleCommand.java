package dev.reeve.cli.schedule;

import dev.reeve.cli.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code reeve schedule}. */
@Command(
        name = "schedule",
        sortOptions = false,
        description = {"Tells when cron expressions and the schedules of flows fire. Nothing is run."},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  reeve schedule next \"0 13 * * *\" --zone Europe/Berlin",
            "  reeve schedule explain \"0 0 LW * *\"",
            "  reeve schedule next target/my-etl.jar",
            "",
            "Exit codes: 0 told, 2 wrong usage or a wrong expression."
        })
public final class ScheduleCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** The command with those below it. */
    public static CommandLine with(Console console) {
        return new CommandLine(new ScheduleCommand())
                .addSubcommand(new NextCommand(console))
                .addSubcommand(new ExplainCommand(console));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what: reeve schedule next, or reeve schedule explain.");
    }
}
