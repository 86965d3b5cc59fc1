package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.cli.code.FoundFlow;
import dev.reeve.cli.code.UserCode;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.run.Questions;
import dev.reeve.cli.server.ServerRun;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.parameters.ParameterTexts;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.CodeLocation;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code reeve run}. */
@Command(
        name = "run",
        sortOptions = false,
        description = {
            "Runs a flow in this process, without a server. Without a jar or class: a registered flow, on the server"
                    + " that one is logged in to.",
            "Flows are found as public static methods without arguments that return a Flow. Ctrl-C cancels the run, a"
                    + " second one stops at once."
        },
        footer = {
            "",
            "Examples:",
            "  reeve run target/my-etl.jar",
            "  reeve run target/my-etl.jar -p day=2026-01-31 -p 'shops=[\"Rome\",\"Oslo\"]'",
            "  reeve run target/my-etl.jar --flow hourly-etl --output json | jq .state",
            "  reeve run org.acme.MyFlow --cp target/classes:lib/*",
            "  reeve run --flow my-flow -p day=2026-01-31 --watch          (on the server)",
            "",
            "With --output json, standard output is one JSON object: id, name, flow, state, message, parameters, start,"
                    + " end, duration (seconds), tasks, each with name, kind, runName, state, message, attempts, worker"
                    + " (of a cluster), start, end, duration, error (type, message, stackTrace) and, if mapped, children, and artifacts. What"
                    + " tasks print goes to standard error.",
            "",
            "A task that waits for a person is asked about at the terminal. In a pipe it is left waiting, and the reeve"
                    + " answer line that answers it is printed.",
            "",
            "A task's secret \"shop-token\" is read from the environment variable REEVE_SECRET_SHOP_TOKEN.",
            "",
            "Exit codes: 0 the flow went well, 1 it did not, 2 wrong usage and nothing has run, 3 it was cancelled, 130"
                    + " stopped at once."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private RunnableCode code = new RunnableCode();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Option(
            names = "--run-name",
            paramLabel = "NAME",
            description = "The run's name, or a template such as 'orders-{country}-{today}'; as the flow says, or made"
                    + " up, if not said.")
    private @Nullable String runName;

    @Option(
            names = "--resume",
            paramLabel = "TASK",
            description = "Lets a task with a manual trigger run without asking. May be given several times.")
    private List<String> resumed = List.of();

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (the default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(names = "--no-progress", description = "Says nothing before the end.")
    private boolean noProgress;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "On the server: the flow's project; if not said, the only one that has it.")
    private @Nullable String project;

    @Option(
            names = "--priority",
            paramLabel = "NUMBER",
            description =
                    "On the server: of runs that wait for an agent, those of a higher one begin first; -100 to 100,"
                            + " 0 if not said.")
    private @Nullable Integer priority;

    @Option(names = "--watch", description = "On the server: shows states and log lines until the run has ended.")
    private boolean watch;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @ParentCommand
    private ReeveCommand reeve = new ReeveCommand();

    private final Console console;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runName != null && runName.isBlank()) {
            throw new MistakeException("--run-name is empty. Give the run a name, or leave the option out.");
        }
        if (code.onServer()) {
            ServerRun.Asked asked = new ServerRun.Asked(code.flow(), project, parameters.texts(), runName, priority);
            return new ServerRun(console, output == OutputFormat.JSON).run(asked, watch);
        }
        if (watch || project != null || priority != null) {
            throw new MistakeException(
                    "--watch, --project and --priority are for runs on the server: leave the jar out,"
                            + " and name the flow with --flow.");
        }
        Configuration configuration = settings.configuration(console);
        Map<String, String> texts = parameters.texts();
        PrintStream before = System.out;
        if (output == OutputFormat.JSON) {
            System.setOut(System.err); // before any of the user's code runs
        }
        try {
            Logging.start(configuration);
            try (UserCode opened = code.open(console)) {
                FoundFlow found = opened.flow(code.flow());
                return run(found.flow(), opened.location(found), texts, configuration);
            }
        } finally {
            System.setOut(before);
        }
    }

    private int run(Flow flow, CodeLocation location, Map<String, String> texts, Configuration configuration)
            throws IOException {
        Map<String, Object> values = ParameterTexts.read(flow.graph(), texts);
        checkResumed(flow);
        return new Session(console, output, noProgress, reeve.verbose())
                .run(flow, configuration, options -> asked(options, values).code(location), Questions.NONE);
    }

    private void checkResumed(Flow flow) {
        for (String task : resumed) {
            if (flow.graph().node(task).isEmpty()) {
                List<String> tasks =
                        flow.graph().nodes().stream().map(GraphNode::name).toList();
                throw new MistakeException("Flow \"" + flow.name() + "\" has no task \"" + task + "\" to resume."
                        + NearestNames.question(task, tasks));
            }
        }
    }

    private RunOptions asked(RunOptions options, Map<String, Object> values) {
        RunOptions asked = options.parameters(values).resume(resumed);
        return runName == null ? asked : asked.runName(runName);
    }
}
