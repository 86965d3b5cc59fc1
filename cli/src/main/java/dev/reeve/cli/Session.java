package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.cli.run.ArtifactText;
import dev.reeve.cli.run.AskedPerson;
import dev.reeve.cli.run.FailureText;
import dev.reeve.cli.run.ForegroundRun;
import dev.reeve.cli.run.Questions;
import dev.reeve.cli.run.RunJson;
import dev.reeve.cli.terminal.Console;
import dev.reeve.engine.Foreground;
import dev.reeve.engine.answer.Answers;
import dev.reeve.engine.answer.WaitingTask;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.progress.Summary;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a command does around a run in the foreground: shows it, asks the person at the terminal, reports its end. */
final class Session {
    private final Console console;
    private final OutputFormat output;
    private final boolean noProgress;
    private final boolean verbose;

    Session(Console console, OutputFormat output, boolean noProgress, boolean verbose) {
        this.console = console;
        this.output = output;
        this.noProgress = noProgress;
        this.verbose = verbose;
    }

    /** Who answers here; what is not said otherwise. */
    static String person() {
        return System.getProperty("user.name", "somebody");
    }

    /**
     * Runs it; returns the exit code.
     *
     * @param more what the run is asked beside the configuration
     * @param first who answers before the person at the terminal is asked
     */
    int run(Flow flow, Configuration configuration, UnaryOperator<RunOptions> more, Questions first)
            throws IOException {
        try (Display display = Display.of(flow.graph(), configuration, console, output)) {
            show(display);
            FlowRun run = ForegroundRun.of(
                    flow,
                    configuration,
                    console.surroundings(),
                    options -> more.apply(options).onStateChange(display),
                    display::hide,
                    questions(display, first));
            display.hide();
            report(run, configuration);
            return Foreground.exitCode(run);
        }
    }

    private void show(Display display) {
        if (!noProgress) {
            display.show();
        }
    }

    private Questions questions(Display display, Questions first) {
        boolean text = output == OutputFormat.TEXT && console.terminal().interactive();
        Questions person = new AskedPerson(console.person(), console.out(), person());
        return run -> {
            Runnable answer = first.answer(run);
            if (answer != null || WaitingTask.of(run.view()).isEmpty()) {
                return answer;
            }
            return text && console.person().present() ? asked(run, display, person) : null;
        };
    }

    private @Nullable Runnable asked(FlowRun run, Display display, Questions person) throws IOException {
        display.hide();
        Runnable answer = person.answer(run);
        if (answer != null) {
            show(display);
        }
        return answer;
    }

    private void report(FlowRun run, Configuration configuration) throws IOException {
        if (output == OutputFormat.JSON) {
            RunJson.write(run, console.out());
        } else {
            console.out().println();
            Summary.lines(run.view(), console.terminal()).forEach(console.out()::println);
            ArtifactText.lines(run).forEach(console.out()::println);
            FailureText.lines(run, verbose).forEach(console.err()::println);
        }
        boolean recorded = configuration.get(Settings.RECORDS_ENABLED);
        for (WaitingTask task : WaitingTask.of(run.view())) {
            console.err()
                    .println("reeve: " + Shown.clean(task.path()) + " waits for a person. To "
                            + (recorded
                                    ? "answer: reeve answer " + run.id() + " " + Shown.clean(Answers.example(task))
                                    : "let it run: --resume " + Shown.clean(task.path())));
        }
    }
}
