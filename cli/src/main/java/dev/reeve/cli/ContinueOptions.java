package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.Resumption;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.run.Questions;
import dev.reeve.cli.runs.RecordedRuns;
import dev.reeve.cli.terminal.Console;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.record.RecordedRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a recorded run goes on in the foreground: as {@code reeve run} runs one. */
final class ContinueOptions {
    @Option(names = "--output", paramLabel = "FORMAT", description = "text (the default) or json, as of reeve run.")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(names = "--no-progress", description = "Says nothing before the end.")
    private boolean noProgress;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    /**
     * What goes on.
     *
     * @param run the run
     * @param code its flow's
     * @param parameters those that have other values than they had
     * @param check refuses a flow before anything of it runs
     * @param first who answers before the person at the terminal is asked
     */
    record Asked(
            RecordedRun run, RecordedCode code, ParameterOptions parameters, Consumer<Flow> check, Questions first) {}

    /** Whether the end is told as JSON. */
    boolean json() {
        return output == OutputFormat.JSON;
    }

    /** What this process is set to; a record may say more. */
    Configuration configuration(Console console) {
        return settings.configuration(console);
    }

    /** Goes on; returns the exit code. */
    int resume(
            Console console, boolean verbose, RecordedCodeOptions code, ParameterOptions parameters, ReuseOptions reuse)
            throws IOException {
        Configuration configuration = configuration(console);
        RecordedRun run = RecordedRuns.of(configuration).run(code.run());
        return goOn(new Asked(run, code.code(), parameters, flow -> {}, Questions.NONE), reuse, console, verbose);
    }

    /** Goes on with a run; returns the exit code. */
    int goOn(Asked asked, ReuseOptions reuse, Console console, boolean verbose) throws IOException {
        RecordedRun run = asked.run();
        RecordedCode.requireResumable(run);
        Configuration configuration = RecordedCode.configuration(run, configuration(console), settings.sayResults());
        PrintStream before = System.out;
        if (output == OutputFormat.JSON) {
            System.setOut(System.err); // before any of the user's code runs
        }
        try {
            Logging.start(configuration);
            return asked.code().use(run, console, (flow, location) -> {
                asked.check().accept(flow);
                Resumption resumption = reuse.resumption(run, flow);
                Map<String, Object> changes = asked.parameters().changes(run, flow);
                return new Session(console, output, noProgress, verbose)
                        .run(
                                flow,
                                configuration,
                                options -> options.resuming(resumption)
                                        .parameters(changes)
                                        .code(location),
                                asked.first());
            });
        } finally {
            System.setOut(before);
        }
    }
}
