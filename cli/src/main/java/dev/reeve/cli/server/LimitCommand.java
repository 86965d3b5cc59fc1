package dev.reeve.cli.server;

import dev.reeve.api.Limit;
import dev.reeve.api.LimitKind;
import dev.reeve.api.LimitUse;
import dev.reeve.api.Page;
import dev.reeve.api.PlaceUser;
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
            "  reeve limit show shop-api              who has its places, and who waits for one",
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
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what is to be done: list, show, set or remove.");
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
            name = "show",
            description = "Prints who has the places of a limit, and who waits for one, whose turn it is first.",
            footer = {"", Printed.EXIT_CODES})
    int show(
            @Parameters(paramLabel = "NAME", description = "The tag, or the label.") String name,
            @Option(names = "--label", description = "It is a label of runs, not a tag of tasks.") boolean label,
            @Mixin ListOptions options)
            throws InterruptedException {
        LimitUse use = Asking.server(console, server -> server.limits().use(kind(label), name));
        if (options.output() == ListFormat.JSON) {
            console.out().println(Printed.json(use));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "", "SINCE", "RUN", "FLOW", "TASK", "FOR");
        use.holders().forEach(each -> row(table, "has a place", each, ""));
        use.waiting()
                .forEach(each -> row(
                        table,
                        "waits",
                        each,
                        each.waitsFor() == null
                                ? label ? "an agent" : "its turn"
                                : word(kind(label)) + " " + each.waitsFor()));
        Printed.table(
                console, table, use.holders().size() + use.waiting().size(), "Nobody has a place, and nobody waits.");
        console.err()
                .println(use.limit().held() + " of " + use.limit().most() + " places are taken; " + use.waits()
                        + (use.waits() == 1 ? " waits." : " wait."));
        return ExitCode.OK;
    }

    private static void row(Table table, String what, PlaceUser user, String waitsFor) {
        table.row(
                what,
                user.since() == null ? "" : user.since().toString(),
                user.runName() == null ? "(of a project that you do not see)" : user.runName(),
                user.flow() == null ? "" : user.project() + "/" + user.flow(),
                user.task() == null ? "" : user.task(),
                waitsFor);
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
