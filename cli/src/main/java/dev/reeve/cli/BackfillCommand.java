package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.cli.code.FoundFlow;
import dev.reeve.cli.code.UserCodes;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.run.RunSettings;
import dev.reeve.cli.serve.BackfillReport;
import dev.reeve.cli.serve.Times;
import dev.reeve.cli.server.ServerBackfill;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.BackfilledFlow;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.parameters.ParameterTexts;
import dev.reeve.engine.serve.Backfill;
import dev.reeve.engine.serve.BackfillOptions;
import dev.reeve.schedule.Schedule;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reeve backfill}. */
@Command(
        name = "backfill",
        sortOptions = false,
        description = {
            "Runs a flow once for each data interval of its schedule that lies between two times.",
            "Intervals that were done before, here or by reeve serve, are left out. A run whose process was killed goes"
                    + " on when the same is asked again.",
            "Without code, but with --flow, the server that one is logged in to does it, by the flow's schedule there."
        },
        footer = {
            "",
            "Examples:",
            "  reeve backfill target/my-etl.jar --from 2026-01-01 --to 2026-02-01 --dry-run",
            "  reeve backfill flows/*.jar --flow nightly --from 2026-01-01 --to 2026-02-01",
            "  reeve backfill target/my-etl.jar --from 2026-01-01 --to 2026-02-01 --max-concurrent 4 --keep-going",
            "  reeve backfill --flow nightly --project Demo --from 2026-01-01 --to 2026-02-01 --max-concurrent 4",
            "",
            "With --output json, standard output is one JSON object: flow, intervals, each with scheduled, from, to,"
                    + " fate, run, state.",
            "",
            "Exit codes: 0 all intervals are done (or a dry run), 1 some are not, 2 wrong usage and nothing has run, 3 it"
                    + " was cancelled, 130 stopped at once."
        })
final class BackfillCommand implements Callable<Integer> {
    private static final int CANCELLED = 3;

    @Mixin
    private SeveralCodeOptions code = new SeveralCodeOptions();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Intervals that begin there or later: 2026-03-28T00:00 or 2026-03-28, in the schedule's zone, or"
                            + " with an offset such as 2026-03-28T00:00Z.")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "And that end there or before.")
    private String to = "";

    @Option(names = "--dry-run", description = "Only lists what would run.")
    private boolean dryRun;

    @Option(
            names = "--max-concurrent",
            paramLabel = "N",
            description = "How many runs at once; ${DEFAULT-VALUE} if not said.")
    private int atOnce = 1;

    @Option(names = "--again", description = "Runs intervals that are done once more.")
    private boolean again;

    @Option(names = "--keep-going", description = "Goes on after a run failed; else the first failure ends it.")
    private boolean keepGoing;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (the default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "On a server: the flow's project; only needed if several have a flow of that name.")
    private @Nullable String project;

    @Option(names = "--show", paramLabel = "ID", description = "On a server: how a backfill stands.")
    private String shown = "";

    @Option(
            names = "--cancel",
            paramLabel = "ID",
            description = "On a server: begins no more of it, and stops its runs.")
    private String cancelled = "";

    @Mixin
    private SettingOptions settings = new SettingOptions();

    private final Console console;

    BackfillCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (code.none()) {
            return ofServer();
        }
        requireSpan();
        Configuration configuration = settings.configuration(console);
        if (!configuration.get(Settings.RECORDS_ENABLED)) {
            throw new MistakeException(
                    "A backfill needs records of runs, and records.enabled is false. Set it to true.");
        }
        PrintStream before = System.out;
        System.setOut(System.err); // before any of the user's code runs
        try {
            Logging.start(configuration);
            try (UserCodes opened = code.open(console);
                    TaskExecutor executor = TaskExecutors.of(configuration);
                    ResultStore store = RunSettings.store(configuration)) {
                FoundFlow found = opened.flow(code.flow());
                RunOptions runs = RunSettings.scheduled(configuration, console.surroundings())
                        .executor(executor)
                        .results(store)
                        .code(opened.location(found))
                        .parameters(ParameterTexts.read(found.flow().graph(), parameters.texts()));
                return fill(found.flow(), runs, configuration.get(Settings.RECORDS_DIRECTORY));
            }
        } finally {
            System.setOut(before);
        }
    }

    private int ofServer() throws InterruptedException {
        ServerBackfill server = new ServerBackfill(console, output == OutputFormat.JSON);
        if (!shown.isEmpty()) {
            return server.show(shown);
        }
        if (!cancelled.isEmpty()) {
            return server.cancel(cancelled);
        }
        if (code.flow().isEmpty()) {
            throw new MistakeException("Name the code of a flow, or a flow of the server with --flow.");
        }
        requireSpan();
        return server.ask(new ServerBackfill.Asked(
                code.flow(), project, from, to, atOnce, again, keepGoing, parameters.texts(), dryRun));
    }

    private void requireSpan() {
        if (from.isEmpty() || to.isEmpty()) {
            throw new MistakeException("Say which span of time: --from and --to.");
        }
    }

    private int fill(Flow flow, RunOptions runs, Path records) throws IOException, InterruptedException {
        Schedule schedule = flow.schedule()
                .orElseThrow(() -> new MistakeException("Flow \"" + flow.name()
                        + "\" has no schedule, so it has no data" + " intervals. Give it one with f.schedule(..)."));
        ZoneId zone = schedule.clocks().getFirst().zone();
        BackfillReport report = new BackfillReport(console.out(), flow, zone, output == OutputFormat.JSON);
        List<Backfill.Row> rows;
        try {
            BackfillOptions options = new BackfillOptions(
                    Times.of("--from", from, zone),
                    Times.of("--to", to, zone),
                    atOnce,
                    again,
                    keepGoing,
                    runs,
                    dryRun ? row -> {} : report);
            BackfilledFlow backfill = new BackfilledFlow(flow, options, records);
            rows = dryRun ? backfill.plan() : backfill.run();
        } catch (IllegalArgumentException e) {
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        }
        report.end(rows, dryRun);
        return dryRun ? ExitCode.OK : exitCode(rows);
    }

    private static int exitCode(List<Backfill.Row> rows) {
        if (rows.stream().anyMatch(row -> row.fate() == Backfill.Fate.CANCELLED)) {
            return CANCELLED;
        }
        boolean done = rows.stream()
                .allMatch(row -> row.fate() == Backfill.Fate.SUCCEEDED || row.fate() == Backfill.Fate.DONE_BEFORE);
        return done ? ExitCode.OK : ExitCode.FAILED;
    }
}
