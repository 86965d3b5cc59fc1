package dev.reeve.cli.server;

import dev.reeve.api.ApiKey;
import dev.reeve.api.CreatedKey;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.api.Page;
import dev.reeve.api.Role;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.engine.text.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve token}: keys to the server that one is logged in to. */
@Command(
        name = "token",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, creates and revokes keys: one's own, and for admins those of everybody.",
        footer = {
            "",
            "Examples:",
            "  reeve token create ci --role member --project Demo --expires P90D",
            "  reeve token create worker-7 --agent",
            "  reeve token list",
            "  reeve token revoke ci",
            "",
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, or the server refused."
        })
public final class TokenCommand implements Runnable {
    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command. */
    public TokenCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what is to be done: list, create or revoke.");
    }

    @Command(
            name = "list",
            description = "Prints what is known of the keys; never a key itself.",
            footer = {"", Printed.EXIT_CODES})
    int list(@Mixin ListOptions options) throws InterruptedException {
        Page<ApiKey> keys = Asking.server(console, ReeveClient::keys);
        if (options.output() == ListFormat.JSON) {
            console.out().println(Printed.json(keys.items()));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "ID", "NAME", "MAY", "PROJECT", "LAST USED", "EXPIRES", "");
        for (ApiKey key : keys.items()) {
            table.row(
                    key.id(),
                    key.name(),
                    key.role() == null ? "be an agent" : key.role().name().toLowerCase(Locale.ROOT),
                    key.project() == null ? "all" : key.project(),
                    Printed.time(key.lastUsedAt()),
                    Printed.time(key.expiresAt()),
                    key.revokedAt() == null ? "" : "revoked");
        }
        Printed.table(console, table, keys.items().size(), "You have no keys of your own.");
        return ExitCode.OK;
    }

    @Command(
            name = "create",
            description = "Makes a key and prints it to standard output, this once and never again.",
            footer = {"", Printed.EXIT_CODES})
    int create(
            @Parameters(paramLabel = "NAME", description = "What it is for.") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description = "viewer, member or admin; at most your own, which is" + " the default.")
                    @Nullable
                    Role role,
            @Option(
                            names = "--agent",
                            description = "For an agent: it claims runs and can do nothing else. For admins.")
                    boolean agent,
            @Option(names = "--project", paramLabel = "NAME", description = "The only project that it opens.") @Nullable
                    String project,
            @Option(
                            names = "--expires",
                            paramLabel = "DURATION",
                            description = "After how long it opens nothing, such as"
                                    + " P90D or PT8H; never, if it is not said.")
                    @Nullable
                    String expires)
            throws InterruptedException {
        KeyKind kind = agent ? KeyKind.AGENT : KeyKind.USER;
        NewKey wanted = new NewKey(
                name,
                kind,
                role,
                project,
                expires == null ? null : Instant.now().plus(duration(expires)));
        CreatedKey key = Asking.server(console, server -> server.createKey(wanted));
        console.err()
                .println("Created key \"" + Shown.clean(key.name()) + "\", " + key.id() + ". It is not shown again:");
        console.out().println(key.key());
        return ExitCode.OK;
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.isPositive() && duration.compareTo(Duration.ofDays(36_500)) < 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new MistakeException("\"" + text + "\" is no duration. Write it like P90D (days) or PT8H (hours).");
    }

    @Command(
            name = "revoke",
            description = "Makes a key open nothing from now on.",
            footer = {"", Printed.EXIT_CODES})
    int revoke(
            @Parameters(paramLabel = "KEY", description = "Its name or identifier; see reeve token list.") String key)
            throws InterruptedException {
        Asking.server(console, server -> {
            server.revokeKey(id(server, key));
            return key;
        });
        console.err().println("Revoked key " + Shown.clean(key) + ".");
        return ExitCode.OK;
    }

    private static String id(ReeveClient server, String key) throws InterruptedException {
        if (Ids.is(key)) {
            return key;
        }
        List<ApiKey> all = server.keys().items().stream()
                .filter(each -> each.revokedAt() == null)
                .toList();
        List<String> named = all.stream()
                .filter(each -> each.name().equals(key))
                .map(ApiKey::id)
                .toList();
        if (named.isEmpty()) {
            throw new MistakeException("There is no key \"" + Shown.clean(key) + "\" that opens anything."
                    + NearestNames.question(key, all.stream().map(ApiKey::name).toList())
                    + " reeve token list shows them.");
        }
        if (named.size() > 1) {
            throw new MistakeException("Several keys are named \"" + Shown.clean(key) + "\": "
                    + String.join(", ", named) + ". Say which by its identifier.");
        }
        return named.getFirst();
    }
}
