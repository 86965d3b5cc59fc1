package dev.reeve.cli;

import dev.reeve.cli.agent.RunnerSession;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve execute}. */
@Command(
        name = "execute",
        sortOptions = false,
        description = {
            "Carries out a run of a server in this process, and ends with it. What starts runners calls it: agents, and"
                    + " whatever else starts a process for a run.",
            "REEVE_URL says where the server is, REEVE_RUN_KEY is the key of the run. The code is fetched from where it"
                    + " was registered, and checked."
        },
        footer = {
            "",
            "Example:",
            "  REEVE_URL=http://127.0.0.1:8700 REEVE_RUN_KEY=… reeve execute 019ac2f4-8a8e-7c2e-9d3f-2b1f8c0a7e55",
            "",
            "Exit codes: 0 the run went well, 1 it did not, 2 wrong usage and nothing has run."
        })
final class ExecuteCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run's identifier.")
    private @Nullable String run;

    @Option(
            names = "--serve",
            description = "Carries out run after run, as an agent says on standard input, until that ends.")
    private boolean serve;

    @Option(
            names = "--spool",
            paramLabel = "DIR",
            description = "Where what happens is kept while the server is away; ~/.reeve/spool if not said.")
    private @Nullable Path spool;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    private final Console console;

    ExecuteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> environment = console.surroundings().environment();
        Path directory = spool == null ? console.surroundings().home().resolve(".reeve/spool") : spool;
        RunnerSession session = new RunnerSession(
                settings.configuration(console), console.surroundings(), server(environment), directory);
        if (serve) {
            session.serve();
            return ExitCode.OK;
        }
        String key = environment.getOrDefault("REEVE_RUN_KEY", "");
        if (run == null || key.isEmpty()) {
            throw new MistakeException(
                    "Say which run, and set REEVE_RUN_KEY to its key: both come from the agent that claimed it.");
        }
        return session.execute(run, key) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static URI server(Map<String, String> environment) {
        String url = environment.getOrDefault("REEVE_URL", "");
        try {
            if (!url.isBlank()) {
                return URI.create(url.strip());
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new MistakeException(
                "REEVE_URL is \"" + url + "\". Set it to where the server is, such as http://127.0.0.1:8700.");
    }
}
