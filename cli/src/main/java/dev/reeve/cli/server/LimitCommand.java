package dev.reeve.cli.server;

import dev.reeve.api.Limit;
import dev.reeve.api.LimitKind;
import dev.reeve.api.Page;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.engine.text.Shown;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve limit}: how much goes on at once, over all agents of the server. */
@Command(
        name = "limit",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Limits how many tasks with a tag, or runs with a label, go on at once, over all agents.",
        footer = {
            "",
            "Examples:",
            "  reeve limit set shop-api 3             at most 3 tasks with the tag shop-api at once",
            "  reeve limit set warehouse 1 --label    at most one run with the label warehouse",
            "  reeve limit list",
            "  reeve limit remove shop-api",
            "",
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, or the server refused."
        })
public final class LimitCommand implements Runnable {
    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command. */
    public LimitCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what is to be done: list, set or remove.");
    }

    private static LimitKind kind(boolean label) {
        return label ? LimitKind.LABEL : LimitKind.TAG;
    }

    private static String word(LimitKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Command(
            name = "list",
            description = "Prints the limits, and how much goes on now.",
            footer = {"", Printed.EXIT_CODES})
    int list(@Mixin ListOptions options) throws InterruptedException {
        Page<Limit> limits = Asking.server(console, server -> server.limits().all());
        if (options.output() == ListFormat.JSON) {
            console.out().println(Printed.json(limits.items()));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "KIND", "NAME", "MOST", "NOW");
        limits.items()
                .forEach(limit -> table.row(
                        word(limit.kind()),
                        limit.name(),
                        Integer.toString(limit.most()),
                        Integer.toString(limit.held())));
        Printed.table(console, table, limits.items().size(), "There are no limits. See reeve limit set.");
        return ExitCode.OK;
    }

    @Command(
            name = "set",
            description = "Sets or changes a limit. What goes on already is not stopped. For admins.",
            footer = {"", Printed.EXIT_CODES})
    int set(
            @Parameters(paramLabel = "NAME", description = "The tag, or the label.") String name,
            @Parameters(paramLabel = "N", description = "How many at once; 0: none begins.") int most,
            @Option(names = "--label", description = "It is a label of runs, not a tag of tasks.") boolean label)
            throws InterruptedException {
        Limit set = Asking.server(console, server -> server.limits().set(kind(label), name, most));
        console.err()
                .println("At most " + set.most() + " with " + word(set.kind()) + " \"" + Shown.clean(set.name())
                        + "\" go on at once; " + set.held() + " do now.");
        return ExitCode.OK;
    }

    @Command(
            name = "remove",
            description = "Takes a limit away. For admins.",
            footer = {"", Printed.EXIT_CODES})
    int remove(
            @Parameters(paramLabel = "NAME", description = "The tag, or the label.") String name,
            @Option(names = "--label", description = "It is a label of runs, not a tag of tasks.") boolean label)
            throws InterruptedException {
        Asking.server(console, server -> {
            server.limits().remove(kind(label), name);
            return name;
        });
        console.err().println("Removed the limit of " + word(kind(label)) + " \"" + Shown.clean(name) + "\".");
        return ExitCode.OK;
    }
}
