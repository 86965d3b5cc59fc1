package dev.reeve.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/** What stands before all commands. */
@Command(
        name = "reeve",
        description = "Workflow orchestration for the JVM: runs and draws flows of plain Java functions.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  reeve new flow my-etl",
            "  reeve run target/my-etl.jar -p day=2026-01-31",
            "  reeve visualize target/my-etl.jar -o flow.svg",
            "  reeve help run",
            "",
            "Exit codes: 0 it went well, 1 a run failed, 2 wrong usage and nothing has run, 3 a run was cancelled, 78 no"
                    + " JDK or Maven.",
            "Settings are read from ~/.reeve/config.toml and REEVE_.. variables; see reeve config."
        })
final class ReeveCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this and ends.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints the version and ends.")
    private boolean version;

    static void addHelp(CommandLine line) {
        line.addSubcommand(new HelpCommand());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say which command.");
    }
}
