package dev.reeve.cli.hook;

import dev.reeve.api.CreatedHook;
import dev.reeve.api.Hook;
import dev.reeve.api.HookDelivery;
import dev.reeve.api.HookMessage;
import dev.reeve.api.NewHook;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.server.Asking;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve hook}: who is told what becomes of the runs of a project. */
@Command(
        name = "hook",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lets the server tell Slack, a program or people by mail what becomes of runs.",
        footer = {
            "",
            "Examples:",
            "  reeve hook create ops -p Demo --on failed,crashed --late-after PT10M --slack",
            "  reeve hook create nightly -p Demo --flow covid-monthly --on success --webhook",
            "  reeve hook create people -p Demo --on failed --mail smtp.example.com --from reeve@example.com"
                    + " --to ops@example.com",
            "  reeve hook list -p Demo",
            "  reeve hook test ops -p Demo",
            "  reeve hook deliveries ops -p Demo",
            "",
            HookCommand.EXIT_CODES
        })
public final class HookCommand implements Runnable {
    static final String EXIT_CODES =
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, or the server refused.";

    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command. */
    public HookCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what is to be done: create, list, test, deliveries, enable or delete.");
    }

    @Command(
            name = "create",
            sortOptions = false,
            description =
                    "Makes a hook. An address or password is read from standard input; at a terminal, it is asked for.",
            footer = {
                "",
                "No argument has the address, as addresses open what they lead to. A webhook's messages are signed; the key is"
                        + " printed to standard output, this once and never again.",
                "",
                HookCommand.EXIT_CODES
            })
    int create(
            @Parameters(paramLabel = "NAME", description = "What it is called.") String name,
            @Option(
                            names = {"-p", "--project"},
                            required = true,
                            paramLabel = "NAME",
                            description = "Whose runs it tells of.")
                    String project,
            @Mixin NewHookOptions options)
            throws IOException, InterruptedException {
        NewHook wanted = options.hook(name, secret(options.asked()));
        CreatedHook made = Asking.server(console, server -> server.hooks().create(project, wanted));
        console.err()
                .println("Created hook \"" + Shown.clean(name) + "\", "
                        + made.hook().id() + ". Try it: reeve hook test "
                        + made.hook().id());
        if (made.signingKey() != null) {
            console.err().println("Its messages are signed with this key, which is not shown again:");
            console.out().println(made.signingKey());
        }
        return ExitCode.OK;
    }

    private String secret(String asked) throws IOException {
        if (asked.isEmpty()) {
            return "";
        }
        boolean person = console.person().present();
        if (person) {
            console.err().print(asked + " (not shown): ");
            console.err().flush();
        }
        @Nullable
        String line = person ? console.person().hiddenLine() : console.person().line();
        if (line == null || line.isBlank()) {
            throw new MistakeException(asked + " was to come from standard input, and did not. Nothing was made.");
        }
        return line.strip();
    }

    @Command(
            name = "list",
            description = "Prints the hooks of a project, and how they do.",
            footer = {"", HookCommand.EXIT_CODES})
    int list(
            @Mixin ListOptions options,
            @Option(
                            names = {"-p", "--project"},
                            required = true,
                            paramLabel = "NAME",
                            description = "Whose hooks.")
                    String project)
            throws InterruptedException {
        List<Hook> hooks =
                Asking.server(console, server -> server.hooks().list(project)).items();
        if (options.output() == ListFormat.JSON) {
            console.out().println(ServerJson.MAPPER.writeValueAsString(hooks));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "ID", "NAME", "FLOW", "TELLS OF", "LEADS TO", "");
        hooks.forEach(hook -> table.row(
                hook.id(),
                hook.name(),
                Objects.requireNonNullElse(hook.flow(), "all"),
                told(hook),
                hook.leadsTo(),
                health(hook)));
        print(table, hooks.size(), "Project \"" + Shown.clean(project) + "\" has no hooks yet. See reeve hook create.");
        return ExitCode.OK;
    }

    private static String told(Hook hook) {
        List<String> told = new ArrayList<>(hook.states());
        if (hook.lateAfterSeconds() != null) {
            told.add("late starts");
        }
        if (hook.longAfterSeconds() != null) {
            told.add("long runs");
        }
        if (hook.agentLost()) {
            told.add("lost agents");
        }
        if (hook.missedSchedule()) {
            told.add("missed schedules");
        }
        return String.join(", ", told);
    }

    private static String health(Hook hook) {
        if (hook.disabledAt() != null) {
            return "disabled " + time(hook.disabledAt()) + ": " + hook.disabledWhy();
        }
        return hook.failingSince() == null ? "" : "fails since " + time(hook.failingSince());
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void print(Table table, int rows, String none) {
        if (rows == 0) {
            console.err().println(none);
        } else {
            table.lines(console.terminal()).forEach(console.out()::println);
        }
    }

    @Command(
            name = "preview",
            description = "Prints what a hook would send about the newest run that it tells of. Nothing is sent.",
            footer = {"", HookCommand.EXIT_CODES})
    int preview(@Mixin HookArgument hook) throws InterruptedException {
        HookMessage message = Asking.server(console, server -> server.hooks().preview(hook.id(server)));
        message.headers().forEach(header -> console.out().println(Shown.clean(header)));
        message.body().lines().forEach(line -> console.out().println(Shown.clean(line)));
        console.err()
                .println(
                        message.run() == null
                                ? "It is about a made-up run."
                                : "It is about run " + message.run() + ".");
        return ExitCode.OK;
    }

    @Command(
            name = "test",
            description = "Sends a sample, once, and says what became of it.",
            footer = {"", "Exit codes: 0 it was taken, 1 it was not, 2 wrong usage, or the server refused."})
    int test(@Mixin HookArgument hook) throws InterruptedException {
        HookDelivery sample = Asking.server(console, server -> server.hooks().test(hook.id(server)));
        if (sample.outcome().equals("delivered")) {
            console.err().println("Delivered.");
            return ExitCode.OK;
        }
        console.err().println("Not delivered: " + Shown.clean(sample.message()) + ".");
        return ExitCode.FAILED;
    }

    @Command(
            name = "deliveries",
            description = "Prints what a hook told and has to tell, the newest first.",
            footer = {"", HookCommand.EXIT_CODES})
    int deliveries(
            @Mixin ListOptions options,
            @Mixin HookArgument hook,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000; 50 if not said.")
                    @Nullable
                    Integer limit)
            throws InterruptedException {
        int most = limit == null ? 50 : limit;
        List<HookDelivery> told = Asking.server(
                        console, server -> server.hooks().deliveries(hook.id(server), most))
                .items();
        if (options.output() == ListFormat.JSON) {
            console.out().println(ServerJson.MAPPER.writeValueAsString(told));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "AT", "EVENT", "RUN", "OUTCOME", "ATTEMPTS", "NEXT", "");
        told.forEach(each -> table.row(
                time(each.at()),
                Objects.requireNonNullElse(each.state(), each.event()),
                Objects.requireNonNullElse(each.runId(), "-"),
                each.outcome(),
                String.valueOf(each.attempts()),
                time(each.nextAttemptAt()),
                each.message()));
        print(table, told.size(), "It has told nothing yet.");
        return ExitCode.OK;
    }

    @Command(
            name = "enable",
            description = "Lets a hook tell again that was disabled because it failed for days.",
            footer = {"", HookCommand.EXIT_CODES})
    int enable(@Mixin HookArgument hook) throws InterruptedException {
        Hook enabled = Asking.server(console, server -> server.hooks().enable(hook.id(server)));
        console.err().println("Hook \"" + Shown.clean(enabled.name()) + "\" tells again, what happens from now on.");
        return ExitCode.OK;
    }

    @Command(
            name = "delete",
            description = "Deletes a hook, and what it was still to tell.",
            footer = {"", HookCommand.EXIT_CODES})
    int delete(@Mixin HookArgument hook) throws InterruptedException {
        Asking.server(console, server -> {
            server.hooks().delete(hook.id(server));
            return hook;
        });
        console.err().println("Deleted hook " + hook.shown() + ".");
        return ExitCode.OK;
    }
}
