package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.ResumePlan;
import dev.reeve.RunOptions;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.PlanReport;
import dev.reeve.cli.runs.RecordedRuns;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.engine.Serializers;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.record.RecordedRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reeve plan}. */
@Command(
        name = "plan",
        sortOptions = false,
        description = {
            "Says what a resume or retry of a recorded run would use again, what it would run, and why. Runs nothing but"
                    + " the code that defines the flow."
        },
        footer = {
            "",
            "Examples:",
            "  reeve plan latest",
            "  reeve plan latest --from load",
            "  reeve plan latest -p country=Italy",
            "  reeve plan 01kb0yv4qg --reuse same-graph target/my-etl.jar",
            "",
            "Exit codes: 0 said, also if nothing would run, 2 wrong usage, or there is no such run or code."
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private RecordedCodeOptions code = new RecordedCodeOptions();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Mixin
    private ReuseOptions reuse = new ReuseOptions();

    @Mixin
    private ListOptions output = new ListOptions();

    private final Console console;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = Configuration.load(console.surroundings());
        RecordedRun run = RecordedRuns.of(configuration).run(code.run());
        PrintStream before = System.out;
        System.setOut(System.err); // before any of the user's code runs
        try {
            Logging.start(configuration);
            return code.code().use(run, console, (flow, location) -> print(plan(configuration, run, flow)));
        } finally {
            System.setOut(before);
        }
    }

    private ResumePlan plan(Configuration configuration, RecordedRun run, Flow flow) {
        return flow.plan(RunOptions.DEFAULT
                .recordsIn(configuration.get(Settings.RECORDS_DIRECTORY))
                .serializer(Serializers.json())
                .parameters(parameters.changes(run, flow))
                .resuming(reuse.resumption(run, flow)));
    }

    private int print(ResumePlan plan) {
        new PlanReport(plan, console).print(output.output());
        return ExitCode.OK;
    }
}
