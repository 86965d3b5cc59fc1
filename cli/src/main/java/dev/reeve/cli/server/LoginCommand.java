package dev.reeve.cli.server;

import dev.reeve.api.Me;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve login}. */
@Command(
        name = "login",
        sortOptions = false,
        description = {
            "Remembers a server and the key to it, after asking the server whether the key is right.",
            "The key is read from standard input; at a terminal, it is asked for and not shown. It is kept in"
                    + " ~/.reeve/login.json, which only you may read. REEVE_URL and REEVE_TOKEN win over it."
        },
        footer = {
            "",
            "Examples:",
            "  reeve login http://127.0.0.1:8700",
            "  pass reeve | reeve login https://reeve.example.org",
            "",
            "Exit codes: 0 logged in, 1 the server cannot be reached, 2 wrong usage or a wrong key."
        })
public final class LoginCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "Where the server is.")
    private String url = "";

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "The certificates (PEM) of who vouches for the server, if this computer does not know them;"
                    + " kept with the login. REEVE_CA_FILE wins over it.")
    private @Nullable String authorities;

    private final Console console;

    /** The command. */
    public LoginCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServerLogin login = new ServerLogin(
                ServerLogin.address(url), key(), "standard input", ServerLogin.trust(console, authorities));
        Me me = Asking.server(login, ReeveClient::me);
        login.keep(ServerLogin.file(console));
        console.err()
                .println("Logged in to " + login.url() + " as " + Shown.clean(me.name())
                        + (me.role() == null
                                ? ", an agent"
                                : ", " + me.role().name().toLowerCase(Locale.ROOT)) + ".");
        return ExitCode.OK;
    }

    private String key() throws IOException {
        if (console.person().present()) {
            console.err().print("Key (not shown): ");
            console.err().flush();
        }
        @Nullable String line = console.person().hiddenLine();
        String key = line == null ? "" : line.strip();
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new MistakeException(
                    "No key came. The server prints one at its first start; reeve token create makes others.");
        }
        return key;
    }
}
