package dev.reeve.benchmarks.durable;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewUser;
import dev.reeve.api.Role;
import dev.reeve.api.RunLine;
import dev.reeve.api.StateJson;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * {@code benchmarks/run ui}: what the pages can do in a real browser. Starts a server with a run of a very long log, and the
 * program in {@code ui/bench} that looks at it: its exit code is the command's.
 */
public final class PagesCommand {
    private static final String PASSWORD = "of benchmarks only, " + Long.toHexString(System.nanoTime());
    private static final int BATCH = 1_000;
    private static final int LINES = 1_000_000;
    private static final int QUICK_LINES = 20_000;

    private PagesCommand() {}

    /**
     * The first argument is the folder of the pages, the others are for the program.
     *
     * @throws Exception what broke
     */
    public static void main(String[] arguments) throws Exception {
        List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
        int code;
        try (Sitting sitting = Sitting.open(null);
                Installation installation = Installation.start(sitting)) {
            installation.register();
            installation.admin().createUser(new NewUser("ann", null, Role.ADMIN, PASSWORD));
            String run = run(installation, options.contains("--quick") ? QUICK_LINES : LINES);
            List<String> command = new ArrayList<>(List.of("node", "bench/run.mjs"));
            command.addAll(options);
            ProcessBuilder browser = new ProcessBuilder(command)
                    .directory(Path.of(arguments[0]).toFile())
                    .inheritIO();
            browser.environment()
                    .putAll(Map.of(
                            "REEVE_URL",
                            installation.address().toString(),
                            "REEVE_PASSWORD",
                            PASSWORD,
                            "REEVE_RUN",
                            run));
            code = browser.start().waitFor();
        }
        System.exit(code);
    }

    /** A run of forty tasks that goes on, of which the first one has written so many lines. */
    private static String run(Installation installation, int lines) throws InterruptedException {
        try (ReeveClient client = ReeveClient.at(installation.address(), installation.agentKey())) {
            AgentClient agent = client.agent();
            AgentSession session =
                    agent.begin(new NewAgentSession("benchmark", "localhost", List.of(), 1, "benchmark"));
            installation
                    .admin()
                    .createFlowRun(new NewFlowRun(
                            DurableFlows.chain().name(),
                            Installation.PROJECT,
                            null,
                            Map.of(),
                            List.of(),
                            "a-long-log",
                            null,
                            null,
                            null));
            ClaimedRun run = agent.claim(session.sessionId(), new ClaimRequest(1, 20_000))
                    .runs()
                    .getFirst();
            RunnerClient runner = client.runner(run.runId(), String.valueOf(run.runKey()));
            Instant now = Instant.now();
            runner.events(new EventBatch(
                    run.epoch(),
                    0,
                    List.of(
                            Event.state(-1, -1, now, "Pending", tries("Running")),
                            Event.state(0, -1, now, "Pending", tries("Queued")),
                            Event.state(0, -1, now, "Queued", tries("Running")))));
            for (int first = 0; first < lines; first += BATCH) {
                List<RunLine> batch = new ArrayList<>(BATCH);
                for (int i = first; i < first + BATCH; i++) {
                    batch.add(new RunLine(
                            now,
                            LogLevel.INFO,
                            0,
                            -1,
                            "com.example.Shop",
                            "page " + i + " of the shop: " + i * 37L % 251));
                }
                runner.logs(new LogBatch(run.epoch(), first, batch));
            }
            return run.runId();
        }
    }

    private static StateJson tries(String name) {
        return new StateJson(name, null, 1, 0, null, null, null, null, null, null);
    }
}
