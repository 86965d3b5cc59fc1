package dev.reeve.cli;

import dev.reeve.cli.json.StrictJson;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.text.Shown;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code reeve config}. */
@Command(
        name = "config",
        sortOptions = false,
        description = {
            "Shows each setting, its value and who set it.",
            "A default gives way to ~/.reeve/config.toml, and that to the environment."
        },
        footer = {
            "",
            "Examples:",
            "  reeve config",
            "  reeve config --output json",
            "  reeve config path                            the file's path",
            "  REEVE_RUN_ZONE=Europe/Berlin reeve config    run.zone for one command",
            "",
            "\"reeve run\" keeps results in files where nobody set results.store.",
            "",
            "Exit codes: 0 shown, 2 wrong usage or a setting that is wrong."
        })
final class ConfigCommand implements Callable<Integer> {
    @Option(names = "--output", paramLabel = "FORMAT", description = "text (the default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    private final Console console;

    ConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Configuration.Entry> entries =
                Configuration.load(console.surroundings()).all();
        switch (output) {
            case TEXT -> text(entries);
            case JSON -> json(entries);
        }
        return ExitCode.OK;
    }

    @Command(
            name = "path",
            description = "Prints the path of the file that settings are read from.",
            footer = {"", "Exit code: 0, whether the file exists or not."})
    int path() {
        console.out().println(console.surroundings().file());
        return ExitCode.OK;
    }

    private void text(List<Configuration.Entry> entries) {
        PrintStream out = console.out();
        int key = width(entries.stream().map(entry -> entry.setting().key()).toList(), "Setting");
        int value = width(entries.stream().map(Configuration.Entry::text).toList(), "Value");
        int origin = width(entries.stream().map(entry -> entry.origin().text()).toList(), "Set by");
        out.println(row("Setting", key, "Value", value, "Set by", origin, "Meaning"));
        for (Configuration.Entry entry : entries) {
            out.println(row(
                    entry.setting().key(),
                    key,
                    Shown.clean(entry.text()),
                    value,
                    Shown.clean(entry.origin().text()),
                    origin,
                    entry.setting().meaning()));
        }
        Path file = console.surroundings().file();
        out.println();
        out.println((Files.exists(file) ? "Settings file: " : "Settings file, not there yet: ") + file);
    }

    private static int width(List<String> cells, String title) {
        return cells.stream().mapToInt(Shown::width).reduce(title.length(), Math::max);
    }

    private static String row(String a, int aWidth, String b, int bWidth, String c, int cWidth, String d) {
        return Shown.fit(a, aWidth) + "  " + Shown.fit(b, bWidth) + "  " + Shown.fit(c, cWidth) + "  " + d;
    }

    private void json(List<Configuration.Entry> entries) {
        try (JsonGenerator json = StrictJson.to(console.out())) {
            json.writeStartObject();
            json.writeStringProperty("file", console.surroundings().file().toString());
            json.writeArrayPropertyStart("settings");
            for (Configuration.Entry entry : entries) {
                json.writeStartObject();
                json.writeStringProperty("key", entry.setting().key());
                json.writeStringProperty("value", entry.text());
                json.writeStringProperty("origin", entry.origin().text());
                json.writeStringProperty("variable", entry.setting().variable());
                json.writeStringProperty("meaning", entry.setting().meaning());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        console.out().println();
    }
}
