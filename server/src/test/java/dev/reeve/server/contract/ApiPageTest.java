package dev.reeve.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.KeyKind;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.NewKey;
import dev.reeve.api.RunLine;
import dev.reeve.api.StateJson;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page about the HTTP API is typed as it stands, in one shell, while an agent carries out what it asks for. */
@Timeout(180)
class ApiPageTest {
    private static final Path PAGE = Path.of("../docs/reference/api.md");
    private static final Pattern BLOCK = Pattern.compile("^```(sh|text)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path directory;

    /** What is typed, and the lines of which each has a part of what is answered. */
    private record Step(String script, List<String> answered) {}

    private static List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            if (blocks.group(1).equals("sh")) {
                steps.add(new Step(blocks.group(2), new ArrayList<>()));
            } else {
                steps.getLast().answered().addAll(blocks.group(2).lines().toList());
            }
        }
        return steps;
    }

    @Test
    void pageIsTrue() throws Exception {
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThan(4);
        StringBuilder script = new StringBuilder("set -eu\n");
        for (int i = 0; i < steps.size(); i++) {
            script.append("exec >").append(i).append('\n').append(steps.get(i).script());
        }
        try (TestServer server = new TestServer();
                ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> agent = aside.submit(agent(server));
            ProcessBuilder shell = new ProcessBuilder("sh", "-c", script.toString())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("errors").toFile());
            shell.environment().put("REEVE_URL", server.server().address().toString());
            shell.environment().put("REEVE_TOKEN", TestServer.ADMIN);
            int code = shell.start().waitFor();
            assertThat(code).as(this::said).isZero();
            agent.get();
        }
        for (int i = 0; i < steps.size(); i++) {
            assertThat(Files.readString(directory.resolve(String.valueOf(i))))
                    .as(steps.get(i).script())
                    .contains(steps.get(i).answered());
        }
    }

    private String said() {
        try (var files = Files.list(directory)) {
            StringBuilder all = new StringBuilder("curl has to be installed\n");
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file, StandardCharsets.UTF_8)).append('\n');
            }
            return all.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Fails the first time, in the task that the page runs again. */
    private static Callable<Void> agent(TestServer server) {
        return () -> {
            String key = server.admin()
                    .createKey(new NewKey("curl", KeyKind.AGENT, null, null, null))
                    .key();
            try (ReeveClient side = server.client(key)) {
                String session = side.agent().begin(Samples.agent("curl")).sessionId();
                StateJson no = new StateJson("Failed", "no route", null, null, null, null, null, null, 1, "IOException");
                List<Event> first = new ArrayList<>();
                first.add(Samples.flow("Pending", Samples.tries("Running", 1, 0)));
                first.addAll(Samples.success(0));
                first.addAll(ended(no));
                StateJson failed =
                        new StateJson("Failed", "1 of 2 reference tasks failed", null, null, null, null, null, null, 1, "");
                first.add(Samples.flow("Running", failed));
                carryOut(side, session, first);
                List<Event> second = new ArrayList<>();
                second.add(Samples.task(1, "Failed", Samples.plain("Pending")));
                second.add(Samples.flow("Pending", Samples.tries("Running", 1, 0)));
                second.addAll(ended(Samples.plain("Success")));
                second.add(Samples.ended());
                carryOut(side, session, second);
            }
            return null;
        };
    }

    private static List<Event> ended(StateJson how) {
        return List.of(
                Samples.task(1, "Pending", Samples.tries("Queued", 1, 0)),
                Samples.task(1, "Queued", Samples.tries("Running", 1, 0)),
                Samples.task(1, "Running", how));
    }

    private static void carryOut(ReeveClient side, String session, List<Event> events) throws InterruptedException {
        List<ClaimedRun> runs = List.of();
        while (runs.isEmpty()) {
            runs = side.agent().claim(session, new ClaimRequest(1, 5_000)).runs();
        }
        ClaimedRun run = runs.getFirst();
        RunnerClient runner = side.runner(run.runId(), String.valueOf(run.runKey()));
        RunLine line = new RunLine(Samples.AT, LogLevel.ERROR, 1, -1, "load", "no route to the warehouse");
        runner.logs(new LogBatch(run.epoch(), 0, List.of(line)));
        runner.events(new EventBatch(run.epoch(), 0, events));
    }
}
