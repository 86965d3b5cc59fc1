package dev.reeve.cli.schedule;

import dev.reeve.cli.server.ServerSchedules;
import dev.reeve.cli.terminal.Console;
import picocli.CommandLine;

/** {@code reeve schedule}: what it does by itself, and what a server does. */
public final class ScheduleCommand {
    private ScheduleCommand() {}

    /** The command with those below it. */
    public static CommandLine with(Console console) {
        return new CommandLine(new ServerSchedules(console))
                .addSubcommand(new NextCommand(console))
                .addSubcommand(new ExplainCommand(console));
    }
}
