package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.FlowRun;
import dev.reeve.api.HookTarget;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewHook;
import dev.reeve.api.NewKey;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a jar to what a server knows of its runs: the commands, a real server, an agent and runners in processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class ServerJourneyTest {
    private static final String ADMIN = "an-admin-token-of-the-tests";

    @TempDir
    static Path home;

    private ReeveServer server;
    private ReeveClient client;
    private Process agent;
    private Path jar;

    @BeforeAll
    void start() throws Exception {
        // PostgreSQL runs under another account where the tests run as root
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        server = ReeveServer.start(ServerOptions.in(home.resolve("server")).adminToken(ADMIN));
        client = ReeveClient.at(server.address(), ADMIN);
        jar = jar(home.resolve("shop.jar"));
        assertThat(reeve("project", "create", "Demo").code()).isZero();
        Invocation registered = reeve("register", jar.toString(), "-p", "Demo");
        assertThat(registered.code()).as(registered.err()).isZero();
        assertThat(registered.err()).contains("\"squares\" of project \"Demo\" is at version 1, which is new.");
        agent = agent();
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (agent != null) {
            agent.toHandle().destroy();
            agent.toHandle().destroyForcibly();
            agent.waitFor();
        }
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private Invocation reeve(String... args) {
        return new Invocation(home)
                .with("REEVE_URL", server.address().toString())
                .with("REEVE_TOKEN", ADMIN)
                .run(args);
    }

    private Process agent() throws Exception {
        String key = client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reeve.cli.Main",
                "agent",
                "start",
                "--grace",
                "5");
        QuickJvms.beneath(builder);
        builder.environment().put("REEVE_URL", server.address().toString());
        builder.environment().put("REEVE_TOKEN", key);
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("agent.log").toFile());
        return builder.start();
    }

    /** The flows, away from the other classes of the tests. */
    static Path jar(Path file) throws IOException {
        Path classes = Path.of(Invocation.classes());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream to = new JarOutputStream(out);
                Stream<Path> all = Files.list(classes.resolve("dev/reeve/cli/flows"))) {
            for (Path each : all.filter(path -> path.getFileName().toString().startsWith("JourneyFlows"))
                    .toList()) {
                to.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, to);
                to.closeEntry();
            }
        }
        return file;
    }

    private FlowRun await(String id, Predicate<FlowRun> condition) throws InterruptedException {
        FlowRun run = client.flowRun(id);
        while (!condition.test(run)) {
            LockSupport.parkNanos(50_000_000);
            run = client.flowRun(id);
        }
        return run;
    }

    private FlowRun awaitState(String id, String state) throws InterruptedException {
        return await(id, run -> run.state().name().equals(state));
    }

    private static long awaitPid(Path file) throws IOException {
        while (!Files.exists(file) || Files.readString(file).isEmpty()) {
            LockSupport.parkNanos(10_000_000);
        }
        return Long.parseLong(Files.readString(file));
    }

    private String begun(String... args) {
        Invocation run = reeve(args);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out().strip();
    }

    @Test
    void aHookIsMadeTriedLookedAtAndDeleted() {
        Invocation made = new Invocation(home)
                .with("REEVE_URL", server.address().toString())
                .with("REEVE_TOKEN", ADMIN)
                .typing("http://127.0.0.1:1/a-path-that-opens-it")
                .run("hook", "create", "ops", "-p", "Demo", "--on", "failed,timed-out", "--webhook");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).startsWith("whsec_");
        String id = made.err().replaceAll("(?s).*reeve hook test (\\S+).*", "$1");

        assertThat(reeve("hook", "list", "-p", "Demo").out())
                .contains("ops")
                .contains("Failed, TimedOut")
                .contains("127.0.0.1")
                .doesNotContain("a-path-that-opens-it");
        Invocation tried = reeve("hook", "test", id);
        assertThat(tried.code()).isEqualTo(1);
        assertThat(tried.err()).contains("Not delivered").contains("not of the public internet");
        assertThat(reeve("hook", "deliveries", id).out()).contains("test").contains("failed");
        assertThat(reeve("hook", "deliveries", "ops").err())
                .contains("\"ops\" is no identifier of a hook", "-p PROJECT");
        assertThat(reeve("hook", "deliveries", "ops", "-p", "Demo").out()).contains("failed");
        assertThat(reeve("hook", "test", "opps", "-p", "Demo").err())
                .contains("has no hook \"opps\"", "Did you mean \"ops\"?");
        assertThat(reeve("hook", "enable", "ops", "-p", "Demo").code()).isZero();
        assertThat(reeve("hook", "delete", "ops", "-p", "Demo").code()).isZero();
        assertThat(reeve("hook", "delete", id).code()).isEqualTo(2);
    }

    @Test
    void aRunIsWatchedToItsEndAndItsStatesAndLinesAreKept() throws Exception {
        Invocation run = reeve(
                "run", "--flow", "squares", "-p", "most=4", "-p", "country=Italy", "--run-name", "first", "--watch");
        assertThat(run.code())
                .as(run.err() + Files.readString(home.resolve("agent.log")))
                .isZero();
        assertThat(run.err()).contains("task sum Success").contains("run Success");
        assertThat(run.out()).contains("[numbers] counting to 4").contains("[sum] Italy has 30");
        Invocation shown = reeve("show", "latest", "--output", "json");
        JsonNode json = new JsonMapper().readTree(shown.out());
        assertThat(json.at("/run/name").asString()).isEqualTo("first");
        assertThat(json.at("/run/state/name").asString()).isEqualTo("Success");
        assertThat(json.at("/taskRuns").size()).isEqualTo(3 + 4);
        assertThat(reeve("runs").out()).contains("first").contains("squares").contains("Success");
        assertThat(reeve("logs", "latest").out()).contains("Italy has 30");
        assertThat(reeve("flow", "list").out()).contains("squares").contains("host:");
    }

    @Test
    void aFailedRunTellsWhyAndWhereAndTheCommandEndsWithOne() throws Exception {
        Invocation run = reeve("run", "--flow", "failing", "-p", "note=read", "--watch");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("task fails Failed: IllegalStateException: the sum is 7");
        String id = run.err().replaceFirst("(?s).*?Run (\\S+) .*", "$1");

        Invocation why = reeve("why", id);
        assertThat(why.code()).as(why.err()).isZero();
        assertThat(why.err()).contains("Of " + server.address()).contains("--local");
        assertThat(why.out().strip())
                .isEqualTo("Run " + id + " of flow \"failing\" ended Failed, for fails failed in its only attempt:"
                        + " IllegalStateException: the sum is 7.");
        assertThat(json(reeve("why", id, "fails", "--output", "json"))
                        .at("/why")
                        .asString())
                .isEqualTo("fails failed in its only attempt: IllegalStateException: the sum is 7.");
        assertThat(reeve("why", id, "failss").err()).contains("Did you mean \"fails\"?");

        assertThat(reeve("show", id).out())
                .contains("Where it failed", "fails: Failed: IllegalStateException: the sum is 7")
                .contains("at dev.reeve.cli.flows.JourneyFlows.fails(JourneyFlows.java:")
                .contains("Artifacts:", "fails, note: What was read")
                .doesNotContain("dev.reeve.engine");
        assertThat(reeve("show", id, "--task", "fails").out())
                .contains("Why         fails failed in its only attempt")
                .contains("Function    JourneyFlows.fails")
                .contains("History", "Running", "Where (attempt 1 of epoch 1)", "dev.reeve.engine")
                .contains("# What was read");
        JsonNode shown = json(reeve("show", id, "--output", "json"));
        assertThat(shown.at("/failures/0/event/trace").asString()).contains("the sum is 7");
        assertThat(shown.at("/artifacts/0/event/artifact/name").asString()).isEqualTo("note");
        assertThat(json(reeve("show", id, "--task", "fails", "--output", "json"))
                        .at("/state")
                        .asString())
                .isEqualTo("Failed");
    }

    @Test
    void manyRunsThatWaitForAGoAheadAreResumedAtOnce() throws InterruptedException {
        List<String> ids = List.of(begun("run", "--flow", "manual"), begun("run", "--flow", "manual"));
        for (String id : ids) {
            awaitState(id, "Paused");
        }
        assertThat(reeve("retry", "--flow", "manual", "--state", "paused").out())
                .contains("only what ended can");
        Invocation resumed = reeve("resume", "--flow", "manual", "--state", "paused");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains(ids).contains("goes on");
        for (String id : ids) {
            awaitState(id, "Success");
        }
        assertThat(reeve("resume", "--flow", "manual", "--state", "paused").err())
                .contains("No runs like that.");
    }

    @Test
    void whoCancelsMayGiveAGracePeriod() throws Exception {
        Path file = home.resolve("graced.pid");
        String id = begun("run", "--flow", "stuck", "-p", "file=" + file);
        long pid = awaitPid(file);
        assertThat(pid).isPositive();
        assertThat(reeve("cancel", id, "--grace", "86401").err()).contains("0 to 86400");
        assertThat(reeve("cancel", id, "--grace", "0", "--reason", "at once").code())
                .isZero();
        assertThat(awaitState(id, "Cancelled").state().message()).contains("at once");
    }

    @Test
    void projectsAreDescribedLimitsTellWhoUsesThemAndHooksWhatTheySend() throws InterruptedException {
        assertThat(reeve("project", "create", "Attic").code()).isZero();
        assertThat(reeve("project", "describe", "Attic", "what nobody uses").err())
                .contains("Described project \"Attic\".");
        assertThat(reeve("project", "list").out()).contains("what nobody uses");
        assertThat(reeve("project", "describe", "Nowhere", "x").code()).isEqualTo(2);

        assertThat(reeve("limit", "set", "shop-api", "2").code()).isZero();
        Invocation used = reeve("limit", "show", "shop-api");
        assertThat(used.code()).as(used.err()).isZero();
        assertThat(used.err()).contains("Nobody has a place, and nobody waits.", "0 of 2 places are taken; 0 wait.");
        assertThat(json(reeve("limit", "show", "shop-api", "--output", "json"))
                        .at("/limit/most")
                        .asInt())
                .isEqualTo(2);
        assertThat(reeve("limit", "show", "none", "--label").code()).isEqualTo(2);

        HookTarget target = HookTarget.webhook("https://127.0.0.1/hook", null);
        client.hooks().create("Attic", new NewHook("ops", null, List.of("Failed"), null, null, false, false, target));
        Invocation message = reeve("hook", "preview", "ops", "-p", "Attic");
        assertThat(message.code()).as(message.err()).isZero();
        assertThat(message.out()).contains("webhook-signature: v1,***", "\"type\":\"run.failed\"");
        assertThat(message.err()).contains("It is about a made-up run.");
    }

    private static JsonNode json(Invocation asked) {
        assertThat(asked.code()).as(asked.err()).isZero();
        return new JsonMapper().readTree(asked.out());
    }

    private String watched(String... parameters) {
        List<String> words = new ArrayList<>(List.of("run", "--flow", "squares", "--watch"));
        for (String parameter : parameters) {
            words.addAll(List.of("-p", parameter));
        }
        Invocation run = reeve(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run.err().replaceFirst("(?s).*?Run (\\S+) .*", "$1");
    }

    @Test
    void twoRunsPartWhereTheFirstResultDiffers() {
        String italy = watched("most=3", "country=Italy");
        String again = watched("most=3", "country=Italy");
        String more = watched("most=4", "country=Italy");

        Invocation same = reeve("diff", italy, again);
        assertThat(same.code()).as(same.err() + same.out()).isZero();
        assertThat(same.out()).contains("The runs do not part.", "square ", "sum ", "Success");
        Invocation other = reeve("diff", italy, more);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out())
                .contains("The runs part at numbers (result): it yielded another result.")
                .contains("Parameter most was 3 and 4.");
        JsonNode json = new JsonMapper()
                .readTree(reeve("diff", italy, more, "--output", "json").out());
        assertThat(json.at("/equal").asBoolean()).isFalse();
        assertThat(json.at("/kind").asString()).isEqualTo("result");
        assertThat(json.at("/tasks").size()).isEqualTo(3);
    }

    @Test
    void aRunThatNoAgentTakesSaysWhichLabelIsLacking() {
        assertThat(reeve("register", jar.toString(), "-p", "Demo", "--flow", "labelled", "-l", "gpu")
                        .code())
                .isZero();
        String id = begun("run", "--flow", "labelled", "--priority", "100");
        assertThat(reeve("run", "--flow", "labelled", "--priority", "101"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(2))
                .satisfies(refused ->
                        assertThat(refused.err()).contains("priority").contains("100"));
        assertThat(reeve("run", jar.toString(), "--flow", "labelled", "--priority", "1"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(2))
                .satisfies(refused -> assertThat(refused.err()).contains("are for runs on the server"));
        assertThat(reeve("why", id).out()).contains("waits for an agent with the labels gpu, host:", " lacks gpu;");
        assertThat(reeve("show", id).out()).contains("Why         Waits for an agent with the labels");
        assertThat(reeve("cancel", id).code()).isZero();
    }

    @Test
    void agentsAreListedWithWhatWaitsForOne() throws InterruptedException {
        while (client.agents(false).items().isEmpty()) { // it starts beside the first test
            LockSupport.parkNanos(50_000_000);
        }
        String run = client.createFlowRun(new NewFlowRun(
                        "squares", null, null, Map.of("most", 1), List.of("tpu"), null, null, null, null, null))
                .id();
        Invocation listed = reeve("agent", "list");
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out())
                .containsPattern("alive +\\d of 8 +host:")
                .contains("1 run waits with labels tpu")
                .contains("No agent that is connected has all of these labels: tpu.");
        JsonNode json = new JsonMapper()
                .readTree(reeve("agent", "list", "--output", "json").out());
        assertThat(json.at("/items/0/slots").asInt()).isEqualTo(8);
        assertThat(json.at("/waiting/0/first/0/run").asString()).isEqualTo(run);
        assertThat(reeve("cancel", run).code()).isZero();
        assertThat(reeve("agent", "lits").err()).contains("list");
    }

    @Test
    void manyRunsAreFoundCancelledAndBegunAgainAtOnce() {
        assertThat(reeve("register", jar.toString(), "-p", "Demo", "--flow", "labelled", "-l", "gpu")
                        .code())
                .isZero();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(begun("run", "--flow", "labelled", "--run-name", "many-" + i));
        }

        assertThat(reeve("show", "many-1").out()).contains(ids.get(1));
        assertThat(reeve("show", "many-9").err()).contains("no run with the identifier or name \"many-9\"");
        Invocation first = reeve("runs", "--label", "gpu", "--project", "Demo", "--since", "1d", "--limit", "2");
        assertThat(first.out()).contains("many-2", "many-1").doesNotContain("many-0");
        String cursor = first.err().replaceAll("(?s).*--cursor (\\S+).*", "$1");
        assertThat(reeve("runs", "--label", "gpu", "--cursor", cursor).out()).contains("many-0");
        assertThat(reeve("runs", "--state", "broken").err()).contains("There is no state \"broken\"");
        assertThat(reeve("runs", "--since", "yesterday").err()).contains("--since takes");

        Invocation dry = reeve("cancel", "--flow", "labelled", "--since", "1h", "--dry-run");
        assertThat(dry.out()).contains(ids);
        assertThat(dry.err()).contains("Nothing was done.");
        assertThat(json(reeve("cancel", "--flow", "labelled", "--since", "1h", "--output", "json"))
                        .get("done")
                        .asInt())
                .isGreaterThanOrEqualTo(3);
        assertThat(reeve("runs", "--state", "cancelled", "--flow", "labelled").out())
                .contains(ids);

        Invocation again =
                reeve("retry", "--flow", "labelled", "--state", "cancelled", "--label", "gpu", "--since", "1h");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains(ids).contains("goes on");
        assertThat(reeve("retry", "--flow", "labelled", "--state", "queued,pending", "--since", "1h")
                        .code())
                .as("none of them has ended")
                .isEqualTo(1);
        assertThat(reeve("cancel", "latest", "--flow", "labelled").code()).isEqualTo(2);
        assertThat(reeve("cancel").code()).isEqualTo(2);
        assertThat(reeve("retry").err()).contains("Say which run");
        assertThat(reeve("cancel", "--flow", "labelled").code()).isZero();
    }

    @Test
    void aKeyIsRevokedByItsName() {
        assertThat(reeve("token", "create", "ci").code()).isZero();
        assertThat(reeve("token", "revoke", "cii").err()).contains("There is no key \"cii\"", "Did you mean \"ci\"?");
        assertThat(reeve("token", "revoke", "ci").code()).isZero();
        assertThat(reeve("token", "revoke", "ci").code()).isEqualTo(2);
    }

    @Test
    void aLogIsFollowedToItsEndAcrossARestartOfTheServer() throws Exception {
        Path file = home.resolve("gate");
        String id = begun("run", "--flow", "gated", "-p", "file=" + file);
        awaitState(id, "Running");
        Invocation following = new Invocation(home)
                .with("REEVE_URL", server.address().toString())
                .with("REEVE_TOKEN", ADMIN);
        CompletableFuture<Invocation> log = CompletableFuture.supplyAsync(() -> following.run("logs", id, "-f"));
        while (!following.out().contains("before the restart")) {
            LockSupport.parkNanos(50_000_000);
        }
        int port = server.address().getPort();
        server.close();
        Files.writeString(file, "open");
        while (!following.err().contains("It is asked again until it answers.")) {
            LockSupport.parkNanos(50_000_000);
        }
        server = ReeveServer.start(
                ServerOptions.in(home.resolve("server")).adminToken(ADMIN).port(port));

        Invocation ended = log.get();
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).containsOnlyOnce("before the restart").containsOnlyOnce("after the restart");
        assertThat(ended.err()).contains(server.address() + " answers again.");
        assertThat(awaitState(id, "Success").epoch()).isEqualTo(1);
    }

    @Test
    void runsOfThisMachineAreMeantWhereSomebodySaysSo() {
        assertThat(reeve("why", "latest", "--local").err())
                .doesNotContain(server.address().toString());
        assertThat(reeve("diff", "latest", "latest", "--local").code()).isEqualTo(2);
    }

    @Test
    void aRunThatIsCancelledEndsCancelled() throws Exception {
        Path file = home.resolve("cancelled");
        String id = begun("run", "--flow", "stuck", "-p", "file=" + file);
        awaitPid(file);
        assertThat(reeve("cancel", id, "--reason", "not wanted").code()).isZero();
        assertThat(awaitState(id, "Cancelled").state().message()).isEqualTo("not wanted");
    }

    @Test
    void aKilledRunnerMakesItsRunCrashedWithTheCauseAfterAFewMoreTries() throws Exception {
        Path file = home.resolve("killed");
        String id = begun("run", "--flow", "stuck", "-p", "file=" + file);
        for (int tries = 0; tries < 4; tries++) {
            long pid = awaitPid(file);
            Files.delete(file);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }
        FlowRun run = awaitState(id, "Crashed");
        assertThat(run.state().message()).contains("signal 9");
        assertThat(run.epoch()).isEqualTo(4);
    }

    @Test
    void registeringTheSameAgainMakesNoNewVersion() {
        assertThat(reeve("register", jar.toString(), "-p", "Demo", "--flow", "squares")
                        .err())
                .contains("is at version 1, as before");
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertThat(reeve("run", "--flow", "sqares").err()).contains("Did you mean \"squares\"?");
        assertThat(reeve("run", "--flow", "squares", "-p", "mosst=1").err()).contains("Did you mean \"most\"?");
        assertThat(reeve("run", "--flow", "squares", "-p", "most=x").err()).contains("no JSON");
        assertThat(reeve("register", jar.toString(), "-p", "Nowhere").code()).isEqualTo(2);
    }
}
