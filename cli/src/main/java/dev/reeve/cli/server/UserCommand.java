package dev.reeve.cli.server;

import dev.reeve.api.NewUser;
import dev.reeve.api.Page;
import dev.reeve.api.Role;
import dev.reeve.api.User;
import dev.reeve.api.UserChange;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve user}: who may log in to the server. For admins. */
@Command(
        name = "user",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, creates and changes the users of the server. For admins.",
        footer = {
            "",
            "Examples:",
            "  reeve user create ann --role member      asks for the password",
            "  reeve user change ann --role admin",
            "  reeve user change ann --no-active        ends sessions, and keys of ann's open nothing",
            "  reeve user list",
            "",
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, or the server refused."
        })
public final class UserCommand implements Runnable {
    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command. */
    public UserCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what is to be done: list, create or change.");
    }

    @Command(
            name = "list",
            description = "Prints the users.",
            footer = {"", Printed.EXIT_CODES})
    int list(@Mixin ListOptions options) throws InterruptedException {
        Page<User> users = Asking.server(console, ReeveClient::users);
        if (options.output() == ListFormat.JSON) {
            console.out().println(Printed.json(users.items()));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "USER", "ROLE", "ACTIVE", "E-MAIL");
        for (User user : users.items()) {
            table.row(
                    user.name(),
                    user.role().name().toLowerCase(Locale.ROOT),
                    user.active() ? "yes" : "no",
                    user.email() == null ? "" : user.email());
        }
        Printed.table(console, table, users.items().size(), "There are no users yet. See reeve user create.");
        return ExitCode.OK;
    }

    @Command(
            name = "create",
            description = "Makes a user. The password is read from standard input; at a terminal, it is asked for.",
            footer = {"", Printed.EXIT_CODES})
    int create(
            @Parameters(paramLabel = "NAME", description = "What they log in with.") String name,
            @Option(names = "--role", paramLabel = "ROLE", description = "viewer, member (the default) or admin.")
                    @Nullable
                    Role role,
            @Option(names = "--email", paramLabel = "ADDRESS", description = "May stand for the name at login.")
                    @Nullable
                    String email)
            throws IOException, InterruptedException {
        NewUser wanted = new NewUser(name, email, role == null ? Role.MEMBER : role, password(name));
        User user = Asking.server(console, server -> server.createUser(wanted));
        console.err().println("Created user \"" + Shown.clean(user.name()) + "\".");
        return ExitCode.OK;
    }

    @Command(
            name = "change",
            description = "Changes a user; what is not said stays as it is.",
            footer = {"", Printed.EXIT_CODES})
    int change(
            @Parameters(paramLabel = "NAME", description = "What they log in with.") String name,
            @Option(names = "--role", paramLabel = "ROLE", description = "viewer, member or admin.") @Nullable
                    Role role,
            @Option(names = "--email", paramLabel = "ADDRESS", description = "Another address.") @Nullable String email,
            @Option(names = "--password", description = "Another password, which is asked for.") boolean password,
            @Option(
                            names = "--active",
                            negatable = true,
                            description = "They may log in again; with --no-active no more.")
                    @Nullable
                    Boolean active)
            throws IOException, InterruptedException {
        if (role == null && email == null && !password && active == null) {
            throw new MistakeException("Say what is to change: --role, --email, --password or --[no-]active.");
        }
        UserChange change = new UserChange(email, role, password ? password(name) : null, active);
        Asking.server(console, server -> server.changeUser(id(server, name), change));
        console.err().println("Changed user \"" + Shown.clean(name) + "\".");
        return ExitCode.OK;
    }

    private static String id(ReeveClient server, String name) throws InterruptedException {
        return server.users().items().stream()
                .filter(user -> user.name().equalsIgnoreCase(name))
                .map(User::id)
                .findFirst()
                .orElseThrow(() ->
                        new MistakeException("There is no user \"" + Shown.clean(name) + "\". See reeve user list."));
    }

    private String password(String name) throws IOException {
        if (console.person().present()) {
            console.err().print("Password of " + name + " (not shown): ");
            console.err().flush();
        }
        @Nullable String line = console.person().hiddenLine();
        if (line == null || line.isEmpty()) {
            throw new MistakeException("No password came, so nothing was done.");
        }
        return line;
    }
}
