package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.cli.code.FoundFlow;
import dev.reeve.cli.code.UserCodes;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.run.RunSettings;
import dev.reeve.cli.serve.Policies;
import dev.reeve.cli.serve.ServeReport;
import dev.reeve.cli.serve.Times;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.parameters.ParameterTexts;
import dev.reeve.engine.text.Shown;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import dev.reeve.spi.CodeLocation;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reeve serve}. */
@Command(
        name = "serve",
        sortOptions = false,
        description = {
            "Runs flows on their schedules in this process, without a server, until it is stopped.",
            "Without --flow, all flows of the code that have a schedule; several jars may be named. Each firing is run at most once, also if several"
                    + " processes serve the flow on one directory of records. Ctrl-C lets runs end within --stop-grace"
                    + " and then cancels them; a second one stops at once."
        },
        footer = {
            "",
            "Examples:",
            "  reeve serve target/my-etl.jar",
            "  reeve serve flows/*.jar",
            "  reeve serve target/my-etl.jar --flow nightly --overlap queue:3 --catch-up all:50",
            "  reeve serve target/my-etl.jar --once        (from a cron of the machine)",
            "",
            "With --output json, standard output has one JSON object a line: at, event, flow, scheduled, run, words."
                    + " What tasks print goes to standard error.",
            "",
            "Exit codes: 0 it was stopped or came to its end, 1 a run failed (with --once or --until only), 2 wrong usage"
                    + " or no flow could be served, 3 runs were cancelled as it stopped, 130 stopped at once."
        })
final class ServeCommand implements Callable<Integer> {
    private static final int CANCELLED = 3;

    @Mixin
    private SeveralCodeOptions code = new SeveralCodeOptions();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Option(
            names = "--overlap",
            paramLabel = "POLICY",
            description =
                    "What happens to a firing while its clock's run goes on: skip (the default), queue:N, allow:N,"
                            + " or cancel the old run.")
    private String overlap = "skip";

    @Option(
            names = "--catch-up",
            paramLabel = "POLICY",
            description = "What becomes of firings that nobody was there for: none, last (the default), or all:N.")
    private String catchUp = "last";

    @Option(
            names = "--unfinished",
            paramLabel = "POLICY",
            description =
                    "What becomes of runs that did not end before the last process that served did, killed or stopped: resume"
                            + " (the default) or report.")
    private String unfinished = "resume";

    @Option(names = "--no-wait", description = "Refuses a flow that another process serves, and does not wait for it.")
    private boolean noWait;

    @Option(names = "--once", description = "Runs what is due now, or was missed, and ends.")
    private boolean once;

    @Option(names = "--until", paramLabel = "TIME", description = "Ends after the firings up to that time.")
    private @Nullable String until;

    @Option(
            names = "--stop-grace",
            paramLabel = "SECONDS",
            description = "How long runs may go on when it is stopped; 30 if not said.")
    private long grace = 30;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (the default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    private final Console console;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = settings.configuration(console);
        ServeOptions options = options(configuration);
        PrintStream before = System.out;
        System.setOut(System.err); // before any of the user's code runs
        try {
            Logging.start(configuration);
            try (UserCodes opened = code.open(console)) {
                return serve(opened, options, configuration);
            }
        } finally {
            System.setOut(before);
        }
    }

    private ServeOptions options(Configuration configuration) {
        if (grace < 0) {
            throw new MistakeException("--stop-grace takes 0 seconds or more, not " + grace + ".");
        }
        ServeOptions options = ServeOptions.DEFAULT
                .overlap(Policies.overlap(overlap))
                .catchUp(Policies.catchUp(catchUp))
                .unfinished(Policies.unfinished(unfinished))
                .standby(!noWait)
                .once(once)
                .grace(Duration.ofSeconds(grace))
                .listener(new ServeReport(console.out(), output == OutputFormat.JSON));
        return until == null
                ? options
                : options.until(Times.of("--until", until, configuration.get(Settings.RUN_ZONE)));
    }

    private int serve(UserCodes opened, ServeOptions options, Configuration configuration)
            throws IOException, InterruptedException {
        List<FoundFlow> found = found(opened);
        Map<String, CodeLocation> codes = new HashMap<>();
        Map<String, ClassLoader> loaders = new HashMap<>();
        opened.requireNames(found);
        for (FoundFlow flow : found) {
            codes.put(flow.flow().name(), opened.location(flow));
            loaders.put(flow.flow().name(), opened.loader(flow));
        }
        List<Flow> flows = found.stream().map(FoundFlow::flow).toList();
        Map<String, Object> values = values(flows);
        try (TaskExecutor executor = TaskExecutors.of(configuration);
                ResultStore store = RunSettings.store(configuration)) {
            RunOptions runs = RunSettings.scheduled(configuration, console.surroundings())
                    .executor(executor)
                    .results(store)
                    .parameters(values);
            ServeSummary summary =
                    Flow.serve(flows, options.runs(runs).codes(codes).loaders(loaders));
            return exitCode(summary);
        } catch (IllegalArgumentException e) {
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        }
    }

    private int exitCode(ServeSummary summary) {
        if (summary.flows() == 0) {
            return ExitCode.WRONG_USAGE;
        }
        if ((once || until != null) && summary.failed() > 0) {
            return ExitCode.FAILED;
        }
        return summary.cutOff() > 0 ? CANCELLED : ExitCode.OK;
    }

    /** Those with a schedule, or the one that is named; one that cannot be defined stops no other. */
    private List<FoundFlow> found(UserCodes opened) {
        if (!code.flow().isEmpty()) {
            return List.of(opened.flow(code.flow()));
        }
        List<FoundFlow> all = opened.flows(problem -> console.err()
                .println("reeve: a flow is not served, for it cannot be defined. " + Shown.cleanLines(problem)));
        List<FoundFlow> scheduled =
                all.stream().filter(flow -> flow.flow().schedule().isPresent()).toList();
        if (scheduled.isEmpty()) {
            throw new MistakeException("None of these flows has a schedule, so there is nothing to serve. Give one a"
                    + " schedule: f.schedule(Schedule.cron(\"0 13 * * *\").in(\"Europe/Berlin\")).");
        }
        return scheduled;
    }

    private Map<String, Object> values(List<Flow> flows) {
        Map<String, String> texts = parameters.texts();
        if (texts.isEmpty()) {
            return Map.of();
        }
        if (flows.size() > 1) {
            throw new MistakeException("-p is for one flow. Choose it with --flow.");
        }
        return ParameterTexts.read(flows.getFirst().graph(), texts);
    }
}
