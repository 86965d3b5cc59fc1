package dev.reeve.cli.secret;

import dev.reeve.api.NewSecret;
import dev.reeve.api.StoredSecret;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.server.Asking;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.text.Shown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code reeve secret} does where the secrets are a server's. */
final class ServedSecrets {
    private final Console console;
    private final SecretPlace place;

    ServedSecrets(Console console, SecretPlace place) {
        this.console = console;
        this.place = place;
    }

    int list(boolean json) throws InterruptedException {
        List<StoredSecret> secrets = Asking.server(
                        console, server -> server.secrets().list(place.project()))
                .items();
        if (json) {
            console.out().println(ServerJson.MAPPER.writeValueAsString(secrets));
            return ExitCode.OK;
        }
        if (secrets.isEmpty()) {
            console.err()
                    .println("There are no secrets " + place.words() + " yet. Set one: reeve secret set NAME"
                            + (place.project() == null ? " --all-projects" : " -p " + place.project()));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "NAME", "SET", "BY", "LAST USED");
        secrets.forEach(
                secret -> table.row(secret.name(), time(secret.setAt()), secret.setBy(), time(secret.lastUsedAt())));
        table.lines(console.terminal()).forEach(console.out()::println);
        return ExitCode.OK;
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    int set(String name, String value) throws InterruptedException {
        Asking.server(console, server -> {
            server.secrets().set(place.project(), new NewSecret(name, value));
            return name;
        });
        console.err().println("Set \"" + Shown.clean(name) + "\" " + place.words() + ".");
        return ExitCode.OK;
    }

    int delete(String name) throws InterruptedException {
        Asking.server(console, server -> {
            server.secrets().delete(place.project(), name);
            return name;
        });
        console.err().println("Deleted \"" + Shown.clean(name) + "\" " + place.words() + ".");
        return ExitCode.OK;
    }
}
