package dev.reeve.examples.covid;

import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.client.RefusedException;
import dev.reeve.client.UnavailableException;
import dev.reeve.engine.Foreground;
import dev.reeve.engine.render.Drawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The program of the tutorial: a command line around the flow. Ctrl-C cancels the run. Exit code 0 if it
 * went well, 1 if not, 2 if misused, 3 if cancelled.
 */
@Command(
        name = "covid",
        mixinStandardHelpOptions = true,
        subcommands = {RegisterFlow.class, RunWithServer.class, StartAgent.class},
        description = "Monthly COVID-19 cases and deaths of one country.")
public final class Main {
    private Main() {}

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::failed)
                .execute(args);
    }

    /** What a server refuses, or does not answer, is said in a line. */
    private static int failed(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (thrown instanceof RefusedException || thrown instanceof UnavailableException) {
            command.getErr().println("covid: " + thrown.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        throw thrown;
    }

    @Command(description = "Draws the flow.", mixinStandardHelpOptions = true)
    int visualize(
            @Option(
                            names = "-o",
                            paramLabel = "FILE",
                            defaultValue = "covid-monthly.svg",
                            description = "Where to: .svg, .dot or .mmd (Mermaid). Default: ${DEFAULT-VALUE}")
                    Path file)
            throws IOException {
        Drawing drawing = Drawing.of(CovidFlow.flow().graph());
        String name = file.toString().toLowerCase(Locale.ROOT);
        Files.writeString(
                file,
                name.endsWith(".dot") ? drawing.dot() : name.endsWith(".mmd") ? drawing.mermaid() : drawing.svg());
        System.out.println("Wrote " + file.toAbsolutePath().normalize());
        return 0;
    }

    @Command(name = "run-local", description = "Runs the flow in this process.", mixinStandardHelpOptions = true)
    int runLocal(@Mixin FlowArguments arguments) {
        FlowRun run = Foreground.run(CovidFlow.flow(), RunOptions.DEFAULT.parameters(arguments.parameters()));
        for (TaskOutcome task : run.tasks()) {
            System.out.printf("%-24s %s%n", task.name(), task.state().name());
            task.error().ifPresent(failure -> System.err.println(failure.message()));
        }
        return Foreground.exitCode(run);
    }
}
