package dev.reeve.cli.runs;

import dev.reeve.cli.json.StrictJson;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.text.Shown;
import dev.reeve.engine.text.Took;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** {@code reeve diff}. */
@Command(
        name = "diff",
        sortOptions = false,
        description = {
            "Says where two runs part: the first task, in the order in which they depend on each other, whose place in"
                    + " the graph, parameters, inputs, code, state or result differs.",
            "Shows how long each task took in both."
        },
        footer = {
            "",
            "Examples:",
            "  reeve diff 01kb0yv4qg 01kb0zaxw2",
            "  reeve diff 01kb0yv4qg latest --output json | jq .task",
            "",
            "On a server the parameters that differ are named, and it is not known which task reads which.",
            "Exit codes: 0 they do not part, 1 they do or the server cannot be reached, 2 wrong usage, or there is no such"
                    + " run."
        })
public final class DiffCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    @Parameters(index = "0", paramLabel = "RUN_A", description = "A run's identifier, its beginning, name, or latest.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "RUN_B", description = "Another.")
    private String second = "";

    @Option(names = "--local", description = "Runs recorded on this machine, also if one is logged in to a server.")
    private boolean local;

    @Mixin
    private ListOptions output = new ListOptions();

    private final Console console;
    private final ServedRuns served;

    /** The command. */
    public DiffCommand(Console console, ServedRuns served) {
        this.console = console;
        this.served = served;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (served.meant(local)) {
            return served.diff(first, second, output.output()) ? DIFFERENT : ExitCode.OK;
        }
        RecordedRuns runs = RecordedRuns.of(console);
        RecordedRun a = runs.run(first);
        RecordedRun b = runs.run(second);
        Optional<Divergence> found = Divergence.first(a, b);
        switch (output.output()) {
            case TABLE -> table(a, b, found);
            case JSON -> json(a, b, found);
        }
        return found.isEmpty() ? ExitCode.OK : DIFFERENT;
    }

    private void table(RecordedRun a, RecordedRun b, Optional<Divergence> found) {
        console.out().println(Shown.clean(found.map(DiffCommand::sentence).orElse("The runs do not part.")));
        console.out().println();
        Table table = new Table(-1, "Task", "First", "Second", "Difference", "States");
        for (String name : names(a, b)) {
            Duration was = took(a, name);
            Duration is = took(b, name);
            table.row(
                    name,
                    was == null ? "" : Took.words(was),
                    is == null ? "" : Took.words(is),
                    was == null || is == null ? "" : signed(is.minus(was)),
                    state(a, name) + (state(a, name).equals(state(b, name)) ? "" : ", " + state(b, name)));
        }
        table.lines(console.terminal()).forEach(console.out()::println);
    }

    private static String sentence(Divergence found) {
        String what = found.kind().name().toLowerCase(Locale.ROOT);
        return found.task().isEmpty()
                ? "The runs part (" + what + "): " + found.text() + "."
                : "The runs part at " + found.task() + " (" + what + "): " + found.text() + ".";
    }

    private static String signed(Duration difference) {
        return (difference.isNegative() ? "-" : "+") + Took.words(difference.abs());
    }

    private static Set<String> names(RecordedRun a, RecordedRun b) {
        Set<String> names = new LinkedHashSet<>();
        a.tasks().forEach(task -> names.add(task.name()));
        b.tasks().forEach(task -> names.add(task.name()));
        return names;
    }

    private static @Nullable Duration took(RecordedRun run, String name) {
        return run.task(name).flatMap(task -> Took.of(task.history(-1))).orElse(null);
    }

    private static String state(RecordedRun run, String name) {
        return run.task(name).map((RecordedTask task) -> task.state(-1).name()).orElse("-");
    }

    private void json(RecordedRun a, RecordedRun b, Optional<Divergence> found) {
        try (JsonGenerator json = StrictJson.to(console.out())) {
            json.writeStartObject();
            json.writeStringProperty("first", a.id());
            json.writeStringProperty("second", b.id());
            json.writeBooleanProperty("equal", found.isEmpty());
            JsonValues.text(json, "task", found.map(Divergence::task).orElse(null));
            JsonValues.text(
                    json,
                    "kind",
                    found.map(each -> each.kind().name().toLowerCase(Locale.ROOT))
                            .orElse(null));
            JsonValues.text(json, "text", found.map(Divergence::text).orElse(null));
            json.writeArrayPropertyStart("tasks");
            for (String name : names(a, b)) {
                json.writeStartObject();
                json.writeStringProperty("name", name);
                json.writeStringProperty("firstState", state(a, name));
                json.writeStringProperty("secondState", state(b, name));
                JsonValues.number(json, "firstDuration", seconds(took(a, name)));
                JsonValues.number(json, "secondDuration", seconds(took(b, name)));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        console.out().println();
    }

    private static Optional<Double> seconds(@Nullable Duration duration) {
        return Optional.ofNullable(duration).map(took -> took.toNanos() / 1e9);
    }
}
