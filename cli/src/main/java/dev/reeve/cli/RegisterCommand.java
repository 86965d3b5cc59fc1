package dev.reeve.cli;

import dev.reeve.agent.Bundles;
import dev.reeve.agent.Registrations;
import dev.reeve.api.Bundle;
import dev.reeve.api.FlowVersion;
import dev.reeve.api.Registration;
import dev.reeve.cli.code.FoundFlow;
import dev.reeve.cli.code.UserCode;
import dev.reeve.cli.server.Asking;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.text.Shown;
import dev.reeve.spi.CodeLocation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reeve register}. */
@Command(
        name = "register",
        sortOptions = false,
        description = {
            "Makes the flows of some code known to the server, in a project: their structure, parameters and where the"
                    + " code is.",
            "Without --to the code stays where it is, a file of this computer, and only agents on this computer can run"
                    + " the flows. With --to a jar is put where agents of every host can fetch it. Code that is built anew"
                    + " has to be registered again. If nothing about a flow is new, it gets no new version."
        },
        footer = {
            "",
            "Examples:",
            "  reeve register target/my-etl.jar -p Demo",
            "  reeve register target/my-etl.jar -p Demo --flow nightly -l gpu --readme README.md",
            "  reeve register target/my-etl.jar -p Demo --to s3://my-bucket/flows",
            "",
            "Exit codes: 0 all are registered, 1 the server cannot be reached, 2 wrong usage, or the server refused."
        })
final class RegisterCommand implements Callable<Integer> {
    @Mixin
    private CodeOptions code = new CodeOptions();

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            required = true,
            description = "The project.")
    private String project = "";

    @Option(
            names = {"-l", "--label"},
            paramLabel = "LABEL",
            description =
                    "What an agent must have to run it, without --to beside host:NAME of this computer; may be given"
                            + " several times.")
    private List<String> labels = List.of();

    @Option(
            names = "--to",
            paramLabel = "STORE",
            description =
                    "Where the jar is put for agents of every host: s3://BUCKET/PREFIX, or a directory that all of"
                            + " them see, file:/DIR.")
    private @Nullable URI store;

    @Option(names = "--readme", paramLabel = "FILE", description = "Markdown for people.")
    private @Nullable Path readme;

    private final Console console;

    RegisterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String text = readme == null ? "" : Files.readString(console.directory().resolve(readme));
        List<String> wanted = new ArrayList<>(labels);
        if (store == null) {
            wanted.add("host:" + Bundles.host());
        }
        try (UserCode opened = code.open(console)) {
            for (FoundFlow found : found(opened)) {
                Bundle bundle = bundle(opened.location(found));
                var registration = registration(found, bundle, wanted, text);
                FlowVersion made = Asking.server(console, server -> server.register(project, registration));
                console.err()
                        .println("Flow \"" + Shown.clean(made.flow()) + "\" of project \"" + Shown.clean(made.project())
                                + "\" is at version " + made.version()
                                + (made.created() ? ", which is new." : ", as before."));
            }
        }
        return ExitCode.OK;
    }

    private static Registration registration(FoundFlow found, Bundle bundle, List<String> labels, String readme) {
        try {
            return Registrations.of(found.flow(), bundle, labels, readme, Version.text());
        } catch (IllegalArgumentException e) {
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<FoundFlow> found(UserCode opened) {
        if (!code.flow().isEmpty()) {
            return List.of(opened.flow(code.flow()));
        }
        return opened.flows(problem -> console.err()
                .println("reeve: a flow is not registered, for it cannot be defined. " + Shown.cleanLines(problem)));
    }

    private Bundle bundle(CodeLocation location) throws IOException {
        if (location.classPath().isEmpty()) {
            throw new MistakeException("The code is in no jar and no directory. Name one.");
        }
        Path file = Path.of(location.classPath().getFirst());
        if (store == null) {
            return Bundles.of(file, location.flow());
        }
        try {
            return Bundles.publish(file, location.flow(), store);
        } catch (IOException | IllegalArgumentException e) {
            throw new MistakeException("The code cannot be put to " + store + ": " + e.getMessage());
        }
    }
}
