package dev.reeve.examples.covid;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.config.ConfigurationException;
import dev.reeve.engine.progress.Progress;
import dev.reeve.engine.progress.Summary;
import dev.reeve.engine.progress.Terminal;
import dev.reeve.spi.ResultStore;
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
 * folder {@code REEVE_RESULTS_DIR}, else in {@code ~/.reeve/results}; its record in
 * {@code REEVE_RECORDS_DIRECTORY}, else in {@code ~/.reeve/runs}, unless {@code REEVE_RECORDS_ENABLED} is false. Exit code 0 if the flow went well, 1 if not, 2 if
 * the command was wrong.
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
            "Exit codes: 0 it went well, 1 it did not, 2 wrong options."
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
        int code = execute(
                folder(System.getenv("REEVE_RESULTS_DIR"), "results"),
                "false".equals(System.getenv("REEVE_RECORDS_ENABLED"))
                        ? null
                        : folder(System.getenv("REEVE_RECORDS_DIRECTORY"), "runs"),
                System.out,
                args);
        if (code == 0 && System.out.checkError()) { // a full disk, a closed pipe
            System.err.println("reeve demo: not all could be written to standard output.");
            code = 1;
        }
        System.exit(code);
    }

    private static Path folder(@Nullable String chosen, String usual) {
        return chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".reeve", usual)
                : Path.of(chosen).toAbsolutePath();
    }

    /** {@code records}: where the run's record is written; null for none. */
    static int execute(Path results, @Nullable Path records, PrintStream out, String... args) {
        RunOptions recording =
                records == null ? RunOptions.DEFAULT.recorded(false) : RunOptions.DEFAULT.recordsIn(records);
        return new CommandLine(new Demo(results, recording, out))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("reeve demo: " + failure.getMessage());
                    return failure instanceof ConfigurationException
                            ? command.getCommandSpec().exitCodeOnInvalidInput()
                            : command.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(args);
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
            run = flow.run(
                    recording.parameters(arguments.parameters()).results(store).onStateChange(progress));
            printed = held.text();
        }
        report(run, terminal, printed);
        return run.state().isSuccessful() ? 0 : 1;
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
                task.error().ifPresent(failure -> paragraph(task.name() + " failed: " + failure.message()));
            }
        }
        if (run.task("upload").state().isSuccessful()
                && run.task("prepare_data_for_upload").value() instanceof CsvFile file) {
            paragraph("CSV: " + DemoReport.place(arguments.bucket, file.filename()));
        }
        if (run.state().isSuccessful()) {
            paragraph(DemoReport.NEXT);
        }
    }

    private void paragraph(String text) {
        if (!text.isBlank()) {
            out.println();
            out.println(text.stripTrailing());
        }
    }
}
