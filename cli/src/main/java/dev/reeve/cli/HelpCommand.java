package dev.reeve.cli;

import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.text.NearestNames;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reeve help}. picocli's own has a {@code --help} that all our commands inherit already. */
@Command(
        name = "help",
        description = "Says how a command is used.",
        footer = {"", "Examples:", "  reeve help", "  reeve help run", "  reeve help new flow"})
final class HelpCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command; all of them if none is named.")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine inner = command.getSubcommands().get(name);
            if (inner == null) {
                throw new MistakeException("There is no command \"" + name + "\"."
                        + NearestNames.question(name, command.getSubcommands().keySet()));
            }
            command = inner;
        }
        command.usage(command.getOut());
        return ExitCode.OK;
    }
}
