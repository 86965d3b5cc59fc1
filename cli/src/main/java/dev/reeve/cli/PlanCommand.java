package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.ResumePlan;
import dev.reeve.RunOptions;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.PlanReport;
import dev.reeve.cli.runs.RecordedRuns;
import dev.reeve.cli.server.FetchedRun;
import dev.reeve.cli.server.ServerRuns;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.Serializers;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.record.RecordedRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reeve plan}. */
@Command(
        name = "plan",
        sortOptions = false,
        description = {
            "Says what a resume or retry of a run would use again, what it would run, and why. Runs nothing but the code"
                    + " that defines the flow.",
            "A server never runs your code, so the plan of a run on the server is made here, of what the server was told of"
                    + " the run: with the jar that was registered if that is on this machine, else with the one that you"
                    + " name. Results that cannot be read from here count as gone. In the place of a run on the server, a"
                    + " flow's name stands for its newest run."
        },
        footer = {
            "",
            "Examples:",
            "  reeve plan latest",
            "  reeve plan latest --from load",
            "  reeve plan latest -p country=Italy               (of this machine)",
            "  reeve plan 01kb0yv4qg --reuse same-graph target/my-etl.jar",
            "  reeve plan covid-monthly target/my-etl.jar       (on the server)",
            "",
            "Exit codes: 0 said, also if nothing would run, 1 the server cannot be reached, 2 wrong usage, or there is no"
                    + " such run or code."
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private RecordedCodeOptions code = new RecordedCodeOptions();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Mixin
    private ReuseOptions reuse = new ReuseOptions();

    @Option(names = "--local", description = "A run recorded on this machine, also if one is logged in to a server.")
    private boolean local;

    @Mixin
    private ListOptions output = new ListOptions();

    private final Console console;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = Configuration.load(console.surroundings());
        if (new ServerRuns(console).meant(local)) {
            return ofServer(configuration);
        }
        RecordedRun run = RecordedRuns.of(configuration).run(code.run());
        return said(configuration, run, code.code());
    }

    private int ofServer(Configuration configuration) throws IOException, InterruptedException {
        if (!parameters.texts().isEmpty()) {
            throw new MistakeException("A run on the server goes on with its own parameters, so -p is for runs of this"
                    + " machine: give --local, or begin another run for other parameters.");
        }
        Path directory = Files.createTempDirectory("reeve-plan");
        try {
            FetchedRun fetched = FetchedRun.of(console, code.run(), directory);
            if (!code.named() && fetched.code().isEmpty()) {
                throw new MistakeException("The code of run " + fetched.id() + " is not on this machine ("
                        + (fetched.registered().isEmpty() ? "it is not registered any more" : fetched.registered())
                        + "), and the server, which runs no code, cannot make the plan. Name the jar, a directory of"
                        + " classes or a class behind the run, or ask where the code is.");
            }
            Configuration there = configuration.with(Settings.RECORDS_DIRECTORY, directory);
            RecordedRun run = RecordedRuns.of(there)
                    .records()
                    .read(fetched.id())
                    .orElseThrow(() -> new MistakeException("Run " + fetched.id() + " told nothing yet."));
            return said(there, run, code.code(fetched.code()));
        } finally {
            remove(directory);
        }
    }

    private int said(Configuration configuration, RecordedRun run, RecordedCode with) throws IOException {
        PrintStream before = System.out;
        System.setOut(System.err); // before any of the user's code runs
        try {
            Logging.start(configuration);
            return with.use(run, console, (flow, location) -> print(plan(configuration, run, flow)));
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

    private static void remove(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
