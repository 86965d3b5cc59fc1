package dev.reeve.examples.covid;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.Foreground;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.ConfigurationException;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.progress.Progress;
import dev.reeve.engine.progress.Summary;
import dev.reeve.engine.progress.Terminal;
import dev.reeve.spi.ResultStore;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs the flow for somebody who sees Reeve for the first time: {@code ./reeve demo}. Results are kept in files, in the
 * folder {@code REEVE_RESULTS_DIR}, else in {@code ~/.reeve/results}; the run's record in
 * {@code REEVE_RECORDS_DIRECTORY}, else in {@code ~/.reeve/runs}, unless {@code REEVE_RECORDS_ENABLED} is false. Ctrl-C
 * cancels the run. Exit code 0 if the flow went well, 1 if not, 2 if the command was wrong, 3 if the run was cancelled.
 */
@Command(
        name = "reeve demo",
        sortOptions = false,
        description = "Runs the COVID flow: the monthly cases and deaths of one country, written as CSV.",
        footer = {
            "",
            "Examples:",
            "  reeve demo --country Italy",
            "  reeve demo --bucket file:out --data cases.json.gz",
            "  reeve demo --bucket s3://my-bucket/covid",
            "",
            "Ctrl-C cancels the run, a second one stops at once.",
            "",
            "Exit codes: 0 it went well, 1 it did not, 2 wrong options, 3 it was cancelled, 130 stopped at once, 78 no JDK"
                    + " or Maven."
        })
public final class Demo implements Callable<Integer> {
    @Mixin
    private final FlowArguments arguments = new FlowArguments();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this and ends.")
    @SuppressWarnings("unused") // picocli asks only whether the option was given
    private boolean help;

    @Option(names = "--verbose", description = "Shows whole stack traces of errors.")
    private boolean verbose;

    private final Path results;
    private final RunOptions recording;
    private final PrintStream out;

    private Demo(Path results, RunOptions recording, PrintStream out) {
        this.results = results;
        this.recording = recording;
        this.out = out;
    }

    /** Runs the demo. */
    public static void main(String[] args) {
        Path results;
        try {
            results = resultsFolder(System.getenv("REEVE_RESULTS_DIR"));
        } catch (IllegalArgumentException e) {
            System.err.println("reeve demo: REEVE_RESULTS_DIR is no directory: " + e.getMessage() + ". Unset it, or set"
                    + " it to the path of one.");
            System.exit(2);
            return;
        }
        int code = execute(results, records(), System.out, args);
        if (code == 0 && System.out.checkError()) { // a full disk, a closed pipe
            System.err.println("reeve demo: not all could be written to standard output.");
            code = 1;
        }
        System.exit(code);
    }

    static Path resultsFolder(@Nullable String chosen) {
        return chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".reeve", "results")
                : Source.typedPath(chosen).toAbsolutePath().normalize();
    }

    /** Where the run's record is written; null for none. */
    private static @Nullable Path records() {
        try {
            Configuration configuration =
                    Configuration.load(Surroundings.ofThisProcess()).withDefault(Settings.RECORDS_ENABLED, true);
            return configuration.get(Settings.RECORDS_ENABLED) ? configuration.get(Settings.RECORDS_DIRECTORY) : null;
        } catch (ConfigurationException e) { // the run will not begin, and says why
            return null;
        }
    }

    /** {@code records}: where the run's record is written; null for none. */
    static int execute(Path results, @Nullable Path records, PrintStream out, String... args) {
        RunOptions recording =
                records == null ? RunOptions.DEFAULT.recorded(false) : RunOptions.DEFAULT.recordsIn(records);
        return new CommandLine(new Demo(results, recording, out))
                .setExecutionExceptionHandler(Demo::failed)
                .execute(args);
    }

    private static int failed(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("reeve demo: " + thrown.getMessage());
        if (parsed.hasMatchedOption("--verbose")) {
            thrown.printStackTrace(command.getErr());
        }
        return thrown instanceof ConfigurationException
                ? command.getCommandSpec().exitCodeOnInvalidInput()
                : command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public Integer call() throws IOException {
        Flow flow = CovidFlow.flow();
        Terminal terminal = Terminal.detect();
        FlowRun run;
        String printed;
        try (ResultStore store = ResultStores.files(results);
                Progress progress = Progress.start(flow.graph(), Progress.Format.TEXT, terminal, out);
                HeldOutput held = HeldOutput.begin()) {
            run = Foreground.run(
                    flow,
                    recording.parameters(arguments.parameters()).results(store).onStateChange(progress));
            printed = held.text();
        }
        report(run, terminal, printed);
        return Foreground.exitCode(run);
    }

    private void report(FlowRun run, Terminal terminal, String printed) {
        out.println();
        Summary.lines(run.view(), terminal).forEach(out::println);
        paragraph(printed);
        if (run.task("download_data").state() instanceof State.Cached) {
            paragraph(DemoReport.reused(arguments.source, results));
        }
        // In the table a long message is cut to the width of the terminal. What only failed with others says nothing
        // new.
        for (TaskOutcome task : run.tasks()) {
            if (!(task.state() instanceof State.TriggerFailed)) {
                task.error().ifPresent(failure -> failed(task, failure));
            }
        }
        if (run.task("filter_data").state() instanceof State.Success success) {
            paragraph(success.message());
        }
        if (run.task("upload").state().isSuccessful()
                && run.task("prepare_data_for_upload").value() instanceof CsvFile file) {
            paragraph("CSV: " + DemoReport.place(arguments.bucket, file.filename()));
        }
        if (run.state().isSuccessful()) {
            paragraph(DemoReport.NEXT);
        }
    }

    private void failed(TaskOutcome task, Failure failure) {
        paragraph(task.name() + " failed: " + (failure.message().isEmpty() ? failure.oneLine() : failure.message()));
        if (verbose) {
            paragraph(failure.stackTrace());
        }
    }

    private void paragraph(String text) {
        if (!text.isBlank()) {
            out.println();
            out.println(text.stripTrailing());
        }
    }
}
