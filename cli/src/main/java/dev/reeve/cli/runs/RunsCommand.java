package dev.reeve.cli.runs;

import dev.reeve.cli.json.StrictJson;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.engine.text.Took;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code reeve runs}. */
@Command(
        name = "runs",
        sortOptions = false,
        description = {
            "Lists runs, the last begun first: of the server that one is logged in to, else those recorded on this machine.",
            "A run that is \"interrupted\" did not end, but its process did: reeve resume goes on with it."
        },
        footer = {
            "",
            "Examples:",
            "  reeve runs",
            "  reeve runs --flow daily-etl --state failed -n 5",
            "  reeve runs --project Demo --state failed,crashed --since 1d --label gpu",
            "  reeve runs --output json | jq -r '.[0].id'",
            "",
            "Old records are removed by themselves when runs begin: see records.keep and records.keep-for in reeve"
                    + " config.",
            "Exit codes: 0 listed, also if there are none, 2 wrong usage."
        })
public final class RunsCommand implements Callable<Integer> {
    /** What {@code --state} and the list say of a run that did not end although its process did. */
    static final String INTERRUPTED = "interrupted";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Set<String> BAD = Set.of("Failed", "TimedOut", "TriggerFailed", "Crashed");

    @Option(names = "--flow", paramLabel = "NAME", description = "Only runs of that flow.")
    private @Nullable String flow;

    @Mixin
    private RunFilter filter = new RunFilter();

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "On the server: the page behind the one that named it.")
    private @Nullable String cursor;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many at most; ${DEFAULT-VALUE} if not said.")
    private int most = 20;

    @Option(names = "--all", description = "The runs that are part of others too.")
    private boolean all;

    @Option(names = "--local", description = "Those recorded on this machine, also if one is logged in to a server.")
    private boolean local;

    @Mixin
    private ListOptions output = new ListOptions();

    private final Console console;
    private final ServedRuns served;

    /** The command. */
    public RunsCommand(Console console, ServedRuns served) {
        this.console = console;
        this.served = served;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (most < 1) {
            throw new MistakeException("-n takes a whole number from 1, not " + most + ".");
        }
        if (served.meant(local)) {
            served.list(new ServedRuns.Listed(flow, filter, all, most, cursor), output.output());
            return ExitCode.OK;
        }
        if (filter.served() || cursor != null) {
            throw new MistakeException(
                    "--label, --project and --cursor are for the runs of a server. Log in to one with"
                            + " reeve login, or leave them out.");
        }
        Instant since = filter.since(Instant.now());
        RecordedRuns runs = RecordedRuns.of(console);
        List<RunSummary> listed;
        try (Stream<RunSummary> newest = runs.records().newestFirst()) {
            listed = newest.filter(run -> isWanted(run, since)).limit(most).toList();
        }
        switch (output.output()) {
            case TABLE -> table(runs, listed);
            case JSON -> json(listed);
        }
        return ExitCode.OK;
    }

    private boolean isWanted(RunSummary run, @Nullable Instant since) {
        return (all || run.parent() == null)
                && (flow == null || run.flow().equals(flow))
                && (since == null || !run.began().isBefore(since))
                && (filter.states().isEmpty() || filter.states().stream().anyMatch(state -> isIn(run, state)));
    }

    private static boolean isIn(RunSummary run, String state) {
        return word(run).equalsIgnoreCase(state) || run.state().name().equalsIgnoreCase(state);
    }

    static String word(RunSummary run) {
        return !run.problem().isEmpty()
                ? "unreadable"
                : run.rested() == null && !run.alive()
                        ? INTERRUPTED
                        : run.state().name();
    }

    private void table(RecordedRuns runs, List<RunSummary> listed) {
        if (listed.isEmpty()) {
            console.out()
                    .println("No recorded runs"
                            + (flow == null && !filter.said() ? "" : " like that") + " in "
                            + runs.records().location() + ". reeve run records each run.");
            return;
        }
        Table table = new Table(3, "Run", "Name", "Flow", "State", "Started", "Took", "Done", "Failed", "");
        for (RunSummary run : listed) {
            table.row(
                    run.id(),
                    run.name(),
                    run.flow(),
                    word(run),
                    run.problem().isEmpty() ? TIME.format(run.began().atZone(ZoneId.systemDefault())) : "",
                    run.duration().map(Took::words).orElse(""),
                    counted(run, done(run)),
                    counted(run, failed(run)),
                    run.problem().isEmpty() ? run.epoch() > 1 ? "epoch " + run.epoch() : "" : run.problem());
        }
        table.lines(console.terminal()).forEach(console.out()::println);
    }

    private static String counted(RunSummary run, int count) {
        return run.tasks().isEmpty() ? "" : String.valueOf(count);
    }

    private static int done(RunSummary run) {
        Map<String, Integer> tasks = run.tasks();
        return tasks.getOrDefault("Success", 0) + tasks.getOrDefault("Cached", 0) + tasks.getOrDefault("Skipped", 0);
    }

    private static int failed(RunSummary run) {
        return BAD.stream()
                .mapToInt(state -> run.tasks().getOrDefault(state, 0))
                .sum();
    }

    private void json(List<RunSummary> listed) {
        try (JsonGenerator json = StrictJson.to(console.out())) {
            json.writeStartArray();
            for (RunSummary run : listed) {
                json.writeStartObject();
                json.writeStringProperty("id", run.id());
                json.writeStringProperty("name", run.name());
                json.writeStringProperty("flow", run.flow());
                json.writeStringProperty("state", run.state().name());
                json.writeStringProperty("message", run.state().message());
                json.writeBooleanProperty("alive", run.alive());
                json.writeBooleanProperty("interrupted", word(run).equals(INTERRUPTED));
                json.writeNumberProperty("epoch", run.epoch());
                json.writeStringProperty("start", run.began().toString());
                JsonValues.number(
                        json, "duration", run.duration().map(Duration::toNanos).map(nanos -> nanos / 1e9));
                JsonValues.text(
                        json,
                        "parent",
                        run.parent() == null ? null : run.parent().runId());
                json.writeObjectPropertyStart("tasks");
                run.tasks().forEach(json::writeNumberProperty);
                json.writeEndObject();
                json.writeStringProperty("problem", run.problem());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        console.out().println();
    }
}
