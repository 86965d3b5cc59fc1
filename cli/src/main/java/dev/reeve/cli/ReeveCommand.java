package dev.reeve.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What stands before all commands. */
@Command(
        name = "reeve",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        description = "Workflow orchestration for the JVM: runs and draws flows of plain Java functions.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  reeve new flow my-etl",
            "  reeve run target/my-etl.jar -p day=2026-01-31",
            "  reeve visualize target/my-etl.jar -o flow.svg",
            "  reeve runs",
            "  reeve resume latest",
            "  reeve help run",
            "",
            "Exit codes: 0 it went well, 1 a run failed, 2 wrong usage and nothing has run, 3 a run was cancelled, 78 no"
                    + " JDK or Maven.",
            "Settings are read from ~/.reeve/config.toml and REEVE_.. variables; see reeve config."
        })
final class ReeveCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Shows whole stack traces of errors.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say which command.");
    }
}
