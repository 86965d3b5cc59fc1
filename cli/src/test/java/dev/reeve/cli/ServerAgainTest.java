package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.JavaSources;
import dev.reeve.api.FlowRun;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a server that go on, with real processes: what ended well is not run again, whoever died. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class ServerAgainTest {
    private static final String ADMIN = "an-admin-token-of-the-tests";

    private static final String FLOW = """
            import static dev.reeve.Inputs.*;
            import dev.reeve.*;
            import java.nio.file.*;
            import java.util.List;

            public class Etl {
                public static Flow flow() {
                    return Flow.define("etl", f -> {
                        Parameter<String> marks = f.parameter("marks", String.class);
                        Output<List<Integer>> list = f.task(Etl::list, marks);
                        Output<List<Integer>> read = f.map(Etl::read, marks, each(list));
                        Output<Integer> sum = f.task(Etl::sum, marks, read);
                        Output<Integer> doubled = f.task(Etl::doubled, marks, sum);
                        Output<Integer> slow = f.task(Etl::slow, marks, doubled);
                        f.action(Etl::load, marks, slow);
                    });
                }

                public static Flow asking() {
                    return Flow.define("asking", f -> {
                        Parameter<String> marks = f.parameter("marks", String.class);
                        Output<List<Integer>> list = f.task(Etl::list, marks);
                        Output<Approval> approval = f.approval("Load it?").named("go").after((Node) list);
                        f.action(Etl::decide, marks, approval);
                    });
                }

                public static Flow nested() {
                    return Flow.define("nested", f -> {
                        Parameter<String> marks = f.parameter("marks", String.class);
                        Output<List<Integer>> list = f.task(Etl::list, marks);
                        Output<List<Integer>> each = f.fanOut(list, n -> {
                            Output<Integer> read = f.task(Etl::read, marks, n);
                            return f.task(Etl::doubled, marks, read);
                        }).named("each");
                        Output<Integer> sum = f.task(Etl::sum, marks, each);
                        Output<Integer> region = f.subflow(
                                region(), with("marks", marks), with("n", sum)).named("region");
                        f.action(Etl::load, marks, region);
                    });
                }

                static ResultFlow<Integer> region() {
                    return Flow.returning("region", f -> {
                        Parameter<String> marks = f.parameter("marks", String.class);
                        Parameter<Integer> n = f.parameter("n", Integer.class);
                        Output<Integer> first = f.task(Etl::first, marks, n);
                        return f.dynamic(Etl::deeper, marks, first).named("deeper");
                    });
                }

                static ResultFlow<Integer> deeper(String marks, int n) {
                    return Flow.returning("deeper-" + n, f -> {
                        Output<Integer> deep = f.task(Etl::deep, value(marks), value(n));
                        return f.task(Etl::slow, value(marks), deep);
                    });
                }

                static int first(String marks, int n) { return mark(marks, "first", 10 * n); }
                static int deep(String marks, int n) {
                    mark(marks, "deep", n);
                    if (Files.exists(Path.of(marks + ".deepbroken"))) {
                        throw new IllegalStateException("the deep one is broken");
                    }
                    TaskRun.current().logger().info("deep in {}", n);
                    return n + 1;
                }

                public static Flow askingInside() {
                    return Flow.define("asking-inside", f -> {
                        Parameter<String> marks = f.parameter("marks", String.class);
                        f.subflow(asked(), with("marks", marks)).named("part");
                    });
                }

                static Flow asked() {
                    return Flow.define("asked", f -> {
                        Parameter<String> marks = f.parameter("marks", String.class);
                        Output<List<Integer>> list = f.task(Etl::list, marks);
                        Output<Approval> approval = f.approval("Load it?").named("go").after((Node) list);
                        f.action(Etl::decide, marks, approval);
                    });
                }

                static List<Integer> list(String marks) { return mark(marks, "list", List.of(1, 2, 3)); }
                static int read(String marks, int n) { return mark(marks, "read", n); }
                static int sum(String marks, List<Integer> all) { return mark(marks, "sum", all.size()); }
                static int doubled(String marks, int n) { return mark(marks, "doubled", 2 * n); }
                static int slow(String marks, int n) throws Exception {
                    Path gate = Path.of(marks + ".gate");
                    mark(marks, "slow", n);
                    if (Files.exists(gate)) {
                        Files.writeString(Path.of(marks + ".pid"), String.valueOf(ProcessHandle.current().pid()));
                        new java.util.concurrent.CountDownLatch(1).await();
                    }
                    return n;
                }
                static void load(String marks, int n) {
                    mark(marks, "load", n);
                    if (Files.exists(Path.of(marks + ".broken"))) {
                        throw new IllegalStateException("it is broken");
                    }
                }
                static void decide(String marks, Approval approval) {
                    mark(marks, approval.approved() ? "approved by " + approval.by() : "rejected", 0);
                }

                private static <T> T mark(String marks, String task, T value) {
                    try {
                        Files.writeString(
                                Path.of(marks), task + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        return value;
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
            """;

    @TempDir
    static Path home;

    private ReeveServer server;
    private ReeveClient client;
    private String agentKey;
    private final List<Process> agents = new ArrayList<>();
    private Path jar;
    private Path marks;

    @BeforeAll
    void start() throws Exception {
        // PostgreSQL runs under another account where the tests run as root
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        server = ReeveServer.start(ServerOptions.in(home.resolve("server")).adminToken(ADMIN));
        client = ReeveClient.at(server.address(), ADMIN);
        agentKey = client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key();
        assertThat(reeve("project", "create", "Demo").code()).isZero();
    }

    @AfterAll
    void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void register() throws IOException {
        Path directory = Files.createTempDirectory(home, "run");
        jar = directory.resolve("etl.jar");
        marks = directory.resolve("marks");
        register(FLOW);
    }

    @AfterEach
    void stopAgents() throws InterruptedException {
        for (Process agent : agents) {
            agent.destroy();
        }
        for (Process agent : agents) {
            agent.waitFor();
        }
        agents.clear();
    }

    private void register(String source) throws IOException {
        build(source);
        for (String flow : List.of("etl", "asking", "nested", "asking-inside")) {
            Invocation registered = reeve("register", jar.toString(), "-p", "Demo", "--flow", flow);
            assertThat(registered.code()).as(registered.err()).isZero();
        }
    }

    private void build(String source) throws IOException {
        Path classes = Files.createTempDirectory(home, "classes");
        JavaSources.Result built = new JavaSources()
                .options("-g", "-parameters")
                .add("Etl", source)
                .compileTo(classes);
        assertThat(built.errors()).isEmpty();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String name : List.of("META-INF/MANIFEST.MF", "Etl.class")) {
                out.putNextEntry(new JarEntry(name));
                out.write(
                        name.equals("Etl.class")
                                ? Files.readAllBytes(classes.resolve(name))
                                : "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private Invocation reeve(String... args) {
        return new Invocation(home)
                .with("REEVE_URL", server.address().toString())
                .with("REEVE_TOKEN", ADMIN)
                .run(args);
    }

    private void agent() throws IOException {
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
        builder.environment().put("REEVE_TOKEN", agentKey);
        builder.environment().put("REEVE_RESULTS_DIR", home.resolve("results").toString());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("agent.log").toFile()));
        agents.add(builder.start());
    }

    private String begun(String flow) {
        Invocation run = reeve("run", "--flow", flow, "-p", "marks=" + marks);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out().strip();
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

    private static void awaitFile(Path file) {
        while (!Files.exists(file)) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private long awaitPid() throws IOException {
        Path file = Path.of(marks + ".pid");
        awaitFile(file);
        while (Files.readString(file).isEmpty()) {
            LockSupport.parkNanos(20_000_000);
        }
        long pid = Long.parseLong(Files.readString(file));
        Files.delete(file);
        return pid;
    }

    /** How often each task ran. */
    private Map<String, Integer> marks() throws IOException {
        Map<String, Integer> times = new TreeMap<>();
        Files.readAllLines(marks).forEach(task -> times.merge(task, 1, Integer::sum));
        return times;
    }

    private int watched(String... args) throws IOException {
        Invocation again = reeve(args);
        if (again.code() == 2) {
            throw new AssertionError(again.err());
        }
        return again.code();
    }

    @Test
    void aRunWhoseRunnerIsKilledIsFinishedByAnotherThatRunsOnlyWhatIsLeft() throws Exception {
        Files.createFile(Path.of(marks + ".gate"));
        agent();
        String id = begun("etl");
        long pid = awaitPid();
        Files.delete(Path.of(marks + ".gate"));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        FlowRun run = awaitState(id, "Success");

        assertThat(run.epoch()).isEqualTo(2);
        assertThat(marks()).isEqualTo(Map.of("list", 1, "read", 3, "sum", 1, "doubled", 1, "slow", 2, "load", 1));
    }

    @Test
    void whatEndedInsideAFlowWithinAFlowIsNotRunAgain() throws Exception {
        Files.createFile(Path.of(marks + ".gate"));
        agent();
        String id = begun("nested");
        long pid = awaitPid();
        assertThat(reeve("why", id, "region/deeper").out())
                .contains("is flow run")
                .contains("running: slow");
        Files.delete(Path.of(marks + ".gate"));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        FlowRun run = awaitState(id, "Success");

        assertThat(run.epoch()).isEqualTo(2);
        assertThat(marks())
                .isEqualTo(Map.of(
                        "list", 1, "read", 3, "doubled", 3, "sum", 1, "first", 1, "deep", 1, "slow", 2, "load", 1));
        assertThat(reeve("show", id).out())
                .containsSubsequence("Flow runs inside", "each[0]", "each[2]", "region  ", "deeper  ", "deeper-30");
        assertThat(reeve("show", id + ".region.1").out()).contains("Part of", "task region", "deeper");
        assertThat(reeve("show", id, "--task", "region/deeper/slow").out())
                .contains("its runner process was ended", "ended well");
        assertThat(reeve("runs", "--flow", "nested").out()).doesNotContain("deeper-30");
        assertThat(reeve("runs", "--all").out()).contains("deeper-30");
        assertThat(reeve("cancel", id + ".region.1").err()).contains("is part of run " + id);
        await(id, ended -> reeve("logs", id).out().contains("[region] deep in 30"));
        assertThat(reeve("logs", id + ".region.1.deeper.1").out()).contains("[deep] deep in 30");
    }

    @Test
    void whyNamesTheInnermostCauseAndAPlanSaysWhatIsKeptOfARunInARun() throws Exception {
        Files.createFile(Path.of(marks + ".deepbroken"));
        agent();
        String id = begun("nested");
        awaitState(id, "Failed");

        assertThat(reeve("why", id).out())
                .containsSubsequence("for ", "region", "its flow run", "deeper", "its flow run", "deep failed")
                .contains("the deep one is broken");
        Invocation plan = reeve("plan", id);
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("Epoch 2 of run " + id)
                .containsPattern("list +reused")
                .containsPattern("each +reused")
                .containsPattern("region +runs")
                .containsPattern("load +runs");
        assertThat(reeve("plan", "nested", "--from", "each", "--output", "json").out())
                .contains("\"task\":\"sum\",\"fate\":\"again\"");
        Files.move(jar, jar.resolveSibling("elsewhere.jar"));
        assertThat(reeve("plan", id).err())
                .contains("which runs no code", jar.toUri().toString());
        assertThat(reeve("plan", id, jar.resolveSibling("elsewhere.jar").toString())
                        .code())
                .isZero();
        Files.move(jar.resolveSibling("elsewhere.jar"), jar);

        Files.delete(Path.of(marks + ".deepbroken"));
        assertThat(watched("resume", id, "--watch")).isZero();
        assertThat(marks())
                .isEqualTo(Map.of(
                        "list", 1, "read", 3, "doubled", 3, "sum", 1, "first", 1, "deep", 2, "slow", 1, "load", 1));
    }

    @Test
    void aRunGoesOnFromATaskOrWithMendedCode() throws Exception {
        Files.createFile(Path.of(marks + ".broken"));
        agent();
        String id = begun("etl");
        awaitState(id, "Failed");
        Files.delete(Path.of(marks + ".broken"));

        Invocation resumed = reeve("resume", id, "--watch");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err())
                .contains("task load Success", "run Success")
                .as("what earlier epochs told")
                .doesNotContain("task list", "task load Failed", "run Failed");
        assertThat(resumed.out()).doesNotContain("it is broken");
        assertThat(marks()).containsEntry("slow", 1).containsEntry("load", 2);

        assertThat(watched("retry", id, "--from", "read", "--child", "1", "--watch"))
                .isZero();
        assertThat(marks()).isEqualTo(Map.of("list", 1, "read", 4, "sum", 2, "doubled", 2, "slow", 2, "load", 3));

        register(FLOW.replace("2 * n", "n + n"));
        assertThat(watched("retry", id, "--reuse", "same-graph", "--watch")).isZero();
        assertThat(marks()).containsEntry("doubled", 2).containsEntry("load", 3);

        register(FLOW.replace("2 * n", "n * 2"));
        assertThat(watched("retry", id, "--watch")).isZero();
        assertThat(marks()).isEqualTo(Map.of("list", 1, "read", 4, "sum", 2, "doubled", 3, "slow", 3, "load", 4));
        assertThat(reeve("retry", id, "--from", "lod").err()).contains("is no task of the flow");
    }

    @Test
    void aRunThatIsAskedInsideGoesOnInsideWhenItIsAnswered() throws Exception {
        agent();
        String id = begun("asking-inside");
        await(id, run -> run.state().name().equals("Paused") && run.agent() == null);
        Invocation answered = reeve("answer", id, "part/go", "--approve");
        assertThat(answered.code()).as(answered.err()).isZero();
        awaitState(id, "Success");

        assertThat(marks()).isEqualTo(Map.of("list", 1, "approved by REEVE_ADMIN_TOKEN", 1));
        assertThat(reeve("show", id + ".part.1").out()).contains("asked", "Success");
    }

    @Test
    void aRunThatIsAnsweredWhileNoAgentIsThereGoesOnWhenOneIs() throws Exception {
        agent();
        String id = begun("asking");
        await(id, run -> run.state().name().equals("Paused") && run.agent() == null);
        stopAgents();
        assertThat(marks()).isEqualTo(Map.of("list", 1));

        assertThat(reeve("answer", id, "gone", "--approve").err()).contains("These do: go");
        Invocation answered = reeve("answer", id, "go", "--approve", "--comment", "looks right");
        assertThat(answered.code()).as(answered.err()).isZero();
        assertThat(client.flowRun(id).state().name()).isEqualTo("Paused");
        agent();
        awaitState(id, "Success");

        assertThat(marks()).isEqualTo(Map.of("list", 1, "approved by REEVE_ADMIN_TOKEN", 1));
    }
}
