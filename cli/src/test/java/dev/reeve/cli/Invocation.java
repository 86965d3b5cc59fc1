package dev.reeve.cli;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.Person;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.progress.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the command in this process, in a home and a working directory of its own, and keeps what it printed. */
final class Invocation {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Terminal terminal = Terminal.NONE;
    private Person person = Person.NOBODY;
    private String command = "reeve";
    private int code = -1;

    Invocation(Path home) {
        this.home = home;
    }

    Invocation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Invocation on(Terminal other) {
        terminal = other;
        return this;
    }

    Invocation calledAs(String launcher) {
        command = launcher;
        return this;
    }

    /** Somebody sits there who writes these lines, and then no more. */
    Invocation typing(String... lines) {
        Iterator<String> rest = List.of(lines).iterator();
        person = new Person() {
            @Override
            public boolean present() {
                return true;
            }

            @Override
            public @Nullable String line() {
                return rest.hasNext() ? rest.next() : null;
            }
        };
        return this;
    }

    Invocation run(String... args) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                new Surroundings(home, environment, 2),
                home,
                person,
                command);
        code = Main.execute(console, args);
        return this;
    }

    int code() {
        return code;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The directory of the test classes. */
    static String classes() {
        try {
            return Path.of(Invocation.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
