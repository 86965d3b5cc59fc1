package dev.reeve.cli;

import dev.reeve.cli.project.NewProject;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve new}. */
@Command(
        name = "new",
        synopsisSubcommandLabel = "flow",
        description = "Makes a new project.",
        footer = {"", "Example:", "  reeve new flow my-etl"})
final class NewCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private final Console console;

    NewCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what: reeve new flow DIR");
    }

    @Command(
            name = "flow",
            sortOptions = false,
            description =
                    "Makes a Maven project with a flow of three tasks, a test and a README. \"./reeve install\" has"
                            + " to have been run once, so that Maven finds Reeve.",
            footer = {
                "",
                "Examples:",
                "  reeve new flow my-etl",
                "  reeve new flow jobs/sales --name daily-sales --package com.acme.sales",
                "",
                "Exit codes: 0 it is made, 1 it cannot be written, 2 wrong usage, such as a directory that has files."
            })
    int flow(
            @Parameters(paramLabel = "DIR", description = "Where to; made if it is not there.") Path directory,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description =
                                    "The name of project and flow: lower-case letters, digits, hyphens. Default: the"
                                            + " directory's")
                    @Nullable
                    String name,
            @Option(
                            names = "--package",
                            paramLabel = "PACKAGE",
                            description = "The Java package. Default: com.example and the name")
                    @Nullable
                    String packageName)
            throws IOException {
        Path whole = console.directory().resolve(directory).normalize();
        NewProject project = NewProject.of(whole, name, packageName, Version.text());
        project.write();
        console.out().print(project.next(console.command()));
        return ExitCode.OK;
    }
}
