package dev.reeve.cli;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve demo --server}, which the launcher of a checkout hands on, with the code of the COVID flow. */
@Command(
        name = "demo",
        hidden = true,
        sortOptions = false,
        description =
                "Shows a server at work: starts one with a database of its own, registers the COVID flow, starts an"
                        + " agent, runs the flow for a country, and stops all of it.",
        footer = {
            "",
            "Examples:",
            "  reeve demo --server",
            "  reeve demo --server --country Italy --stay",
            "",
            "Ctrl-C stops all of it.",
            "",
            "Exit codes: 0 the run went well, 1 it did not, 2 wrong options, 130 stopped by Ctrl-C."
        })
final class ServerDemoCommand implements Callable<Integer> {
    @Option(names = "--server", description = "With a server. Without it the flow runs in one process.")
    @SuppressWarnings("unused") // the launcher went by it
    private boolean server;

    @Option(names = "--code", paramLabel = "JAR", required = true, hidden = true)
    private String code = "";

    @Option(
            names = "--country",
            paramLabel = "NAME",
            defaultValue = "Germany",
            description = "Country, named as the ECDC does: Italy, United_States_of_America. Default: ${DEFAULT-VALUE}")
    private String country = "Germany";

    @Option(
            names = "--bucket",
            paramLabel = "BUCKET",
            defaultValue = "file:reeve-demo",
            description = "Where the CSV goes: file:DIR, a path, or s3://NAME. Default: ${DEFAULT-VALUE}")
    private String bucket = "file:reeve-demo";

    @Option(
            names = "--data",
            paramLabel = "FILE|URL",
            description = "The ECDC's daily JSON, plain or gzipped. Default: the bundled edition of 2020-09-07")
    private @Nullable String data;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the server keeps what it has, to go on with it later. Default: a temporary folder, removed"
                            + " at the end")
    private @Nullable Path directory;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The server's port; any that is free if 0, which is the default.")
    private int port;

    @Option(names = "--stay", description = "Leaves server and agent running after the run, until Ctrl-C.")
    private boolean stay;

    private final Console console;

    ServerDemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("country", country);
        parameters.put(
                "bucket", place(bucket, "(?i)s3://[^/].*", "Give file:DIR, a path, s3://NAME or s3://NAME/PREFIX."));
        if (data != null) {
            parameters.put("source", place(data, "(?i)https?://.*", "Give a file's path or an http(s) address."));
        }
        if (port < 0 || port > 65_535) {
            throw new MistakeException("--port takes 0 to 65535, not " + port + ".");
        }
        Path own = directory == null
                ? null
                : console.directory().resolve(directory).normalize();
        ServerDemo.Plan plan = new ServerDemo.Plan(code, parameters, own, port, stay);
        int ended;
        try (ServerDemo demo = new ServerDemo(console, plan)) {
            ended = demo.show();
        } catch (InterruptedException e) {
            console.err().println("reeve: all of it is stopped.");
            return ExitCode.STOPPED;
        }
        console.out().println(ServerDemoNext.stopped(own));
        return ended;
    }

    /** The runner's working directory may be another one: relative paths are made absolute here. */
    private String place(String text, String elsewhere, String help) {
        if (text.matches(elsewhere)) {
            return text;
        }
        String path = text.regionMatches(true, 0, "file:", 0, 5) ? text.substring(5) : text;
        try {
            if (!path.isBlank() && !path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
                return console.directory().resolve(path).normalize().toUri().toString();
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new MistakeException("\"" + text + "\" is no place that can be used. " + help);
    }
}
