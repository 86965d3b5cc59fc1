package dev.reeve.cli.server;

import dev.reeve.api.NewProject;
import dev.reeve.api.Page;
import dev.reeve.api.Project;
import dev.reeve.api.ProjectChange;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.client.ReeveClient;
import dev.reeve.engine.text.Shown;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve project}: the projects of the server that one is logged in to. */
@Command(
        name = "project",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, creates, describes and deletes the projects of the server, which flows belong to.",
        footer = {
            "",
            "Examples:",
            "  reeve project create Demo",
            "  reeve project describe Demo 'What finance runs by night'",
            "  reeve project list --output json",
            "  reeve project delete Demo",
            "",
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, or the server refused."
        })
public final class ProjectCommand implements Runnable {
    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command. */
    public ProjectCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what is to be done: list, create, describe or delete.");
    }

    @Command(
            name = "list",
            description = "Prints the projects.",
            footer = {"", Printed.EXIT_CODES})
    int list(@Mixin ListOptions options) throws InterruptedException {
        Page<Project> projects = Asking.server(console, ReeveClient::projects);
        if (options.output() == ListFormat.JSON) {
            console.out().println(Printed.json(projects.items()));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "PROJECT", "DESCRIPTION");
        projects.items().forEach(project -> table.row(project.name(), project.description()));
        Printed.table(console, table, projects.items().size(), "There are no projects yet. See reeve project create.");
        return ExitCode.OK;
    }

    @Command(
            name = "create",
            description = "Makes a project. For admins.",
            footer = {"", Printed.EXIT_CODES})
    int create(
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(names = "--description", paramLabel = "TEXT", defaultValue = "", description = "What it is for.")
                    String description)
            throws InterruptedException {
        Project project = Asking.server(console, server -> server.createProject(new NewProject(name, description)));
        console.err().println("Created project \"" + Shown.clean(project.name()) + "\".");
        return ExitCode.OK;
    }

    @Command(
            name = "describe",
            description = "Says what a project is for, in place of what was said before. For admins.",
            footer = {"", Printed.EXIT_CODES})
    int describe(
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Parameters(paramLabel = "TEXT", description = "What it is for; '' for nothing.") String text)
            throws InterruptedException {
        Project project = Asking.server(console, server -> server.changeProject(name, new ProjectChange(text)));
        console.err().println("Described project \"" + Shown.clean(project.name()) + "\".");
        return ExitCode.OK;
    }

    @Command(
            name = "delete",
            description = "Deletes a project that has no flows. For admins.",
            footer = {"", Printed.EXIT_CODES})
    int delete(@Parameters(paramLabel = "NAME", description = "Its name.") String name) throws InterruptedException {
        Asking.server(console, server -> {
            server.deleteProject(name);
            return name;
        });
        console.err().println("Deleted project \"" + Shown.clean(name) + "\".");
        return ExitCode.OK;
    }
}
