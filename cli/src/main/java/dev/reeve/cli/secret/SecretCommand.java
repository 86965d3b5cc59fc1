package dev.reeve.cli.secret;

import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.secret.SecretProviders;
import dev.reeve.engine.secret.SecretsFile;
import dev.reeve.engine.text.Shown;
import dev.reeve.spi.SecretProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code reeve secret}: the secrets of this machine, or of a server. No command prints the value of one. */
@Command(
        name = "secret",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Lists, sets and deletes the secrets of this machine, or with --project those of a project on a server.",
            "Tasks ask for them by name. They are looked for in environment variables (shop-token is"
                    + " REEVE_SECRET_SHOP_TOKEN), then in the file of the setting secrets.file, which only its owner may"
                    + " read. Without --project this command changes the file. Under a server, the server's come first."
        },
        footer = {
            "",
            "Examples:",
            "  reeve secret list",
            "  reeve secret set shop-token              asks for it, and does not show it",
            "  pass shop | reeve secret set shop-token  reads it from standard input",
            "  reeve secret delete shop-token",
            "  reeve secret set shop-token -p Demo      for the runs of project Demo, on the server",
            "",
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, no such secret, a file that cannot be used,"
                    + " or the server refused."
        })
public final class SecretCommand implements Runnable {
    private static final int LONGEST_NAME = 200;

    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command. */
    public SecretCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what is to be done: list, set or delete.");
    }

    @Command(
            name = "list",
            description = "Prints the names of the secrets there are, and where each is.",
            footer = {"", "Exit codes: 0 shown, 2 a file that cannot be used."})
    int list(@Mixin SecretPlace place, @Mixin ListOptions options) throws InterruptedException {
        boolean json = options.output() == ListFormat.JSON;
        return place.served() ? new ServedSecrets(console, place).list(json) : local(json);
    }

    private record Local(String name, String place) {}

    private int local(boolean json) {
        SecretProviders providers =
                SecretProviders.of(console.surroundings(), Configuration.load(console.surroundings()));
        List<Local> found = new ArrayList<>();
        for (SecretProvider provider : providers.all()) {
            for (String name : named(provider)) {
                found.add(new Local(name, provider.toString()));
            }
        }
        if (json) {
            console.out().println(ServerJson.MAPPER.writeValueAsString(found));
            return ExitCode.OK;
        }
        found.forEach(each -> console.out().println(Shown.clean(each.name()) + "  in " + Shown.clean(each.place())));
        if (found.isEmpty()) {
            console.err().println("There are no secrets yet. Set one: reeve secret set NAME");
        }
        return ExitCode.OK;
    }

    private static Iterable<String> named(SecretProvider provider) {
        try {
            return provider.names();
        } catch (IllegalStateException e) { // such as a file that others may read
            throw new MistakeException(sentence(e), e);
        }
    }

    @Command(
            name = "set",
            description =
                    "Puts a secret into the file. Reads it from standard input, up to its end; at a terminal, asks.",
            footer = {
                "",
                "A line end at the end is not part of it. The value is no argument, as others see those in the list of"
                        + " processes and you in the history of the shell.",
                "",
                "Exit codes: 0 set, 2 no value came, or the file cannot be used."
            })
    int set(@Parameters(paramLabel = "NAME", description = "What tasks call it.") String name, @Mixin SecretPlace place)
            throws IOException, InterruptedException {
        if (name.isBlank() || name.length() > LONGEST_NAME || !Shown.clean(name).equals(name)) {
            throw new MistakeException("A secret's name is a text of 1 to " + LONGEST_NAME
                    + " characters without control characters. Nothing was set.");
        }
        String value = read(name);
        if (value == null || value.isEmpty()) {
            throw new MistakeException("No value came, so the secret \"" + name + "\" was not set.");
        }
        if (place.served()) {
            return new ServedSecrets(console, place).set(name, value);
        }
        SecretsFile file = file();
        try {
            file.set(name, value);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new MistakeException(sentence(e) + " Nothing was set.", e);
        }
        console.err().println("Set \"" + name + "\" in " + file.file() + ".");
        return ExitCode.OK;
    }

    private @Nullable String read(String name) throws IOException {
        if (console.person().present()) {
            console.err().print("Value of \"" + name + "\" (not shown): ");
            console.err().flush();
            return console.person().hiddenLine();
        }
        StringBuilder text = new StringBuilder();
        String line = console.person().line();
        while (line != null) {
            text.append(text.isEmpty() ? "" : "\n").append(line);
            line = console.person().line();
        }
        return text.toString();
    }

    @Command(
            name = "delete",
            description = "Takes a secret out of the file.",
            footer = {"", "Exit codes: 0 deleted, 2 there is none of that name, or the file cannot be used."})
    int delete(
            @Parameters(paramLabel = "NAME", description = "What tasks call it.") String name, @Mixin SecretPlace place)
            throws InterruptedException {
        if (place.served()) {
            return new ServedSecrets(console, place).delete(name);
        }
        SecretsFile file = file();
        boolean was;
        try {
            was = file.delete(name);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new MistakeException(sentence(e) + " Nothing was deleted.", e);
        }
        if (!was) {
            throw new MistakeException(
                    "There is no secret \"" + Shown.clean(name) + "\" in " + file.file() + ". See reeve secret list.");
        }
        console.err().println("Deleted \"" + name + "\" from " + file.file() + ".");
        return ExitCode.OK;
    }

    private SecretsFile file() {
        return new SecretsFile(Configuration.load(console.surroundings()).get(Settings.SECRETS_FILE));
    }

    /** What an exception says, as a sentence. */
    private static String sentence(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + (message.endsWith(".") ? "" : ".");
    }
}
