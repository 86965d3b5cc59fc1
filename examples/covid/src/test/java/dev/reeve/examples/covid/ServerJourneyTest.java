package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way of docs/how-to/run-on-a-server.md on the real data: every command a process, as somebody types it. */
@Timeout(600)
class ServerJourneyTest {
    private static final String ADMIN = "an-admin-token-of-the-tests";

    private static final ExpectedMonths MONTHS = ExpectedMonths.ofBundledFile();

    private final List<Process> processes = new ArrayList<>();
    private Path home;
    private String url = "";
    private String agentKey = "";

    /** Not a @TempDir: if the tests are root's, PostgreSQL runs as somebody else, who has to find the way in. */
    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory("reeve-journey");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void end() throws Exception {
        for (Process process : processes.reversed()) {
            stop(process);
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** What a command printed to both streams, and how it ended. */
    private record Said(int code, String text) {
        Said well() {
            assertThat(code).as(text).isZero();
            return this;
        }
    }

    private Process start(String key, Path to, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path")));
        all.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(home.toFile()).redirectErrorStream(true);
        builder.redirectOutput(to.toFile());
        builder.environment().put("REEVE_RESULTS_DIR", home.resolve("results").toString());
        builder.environment().put("REEVE_ADMIN_TOKEN", ADMIN);
        builder.environment().put("REEVE_URL", url);
        builder.environment().put("REEVE_TOKEN", key);
        builder.environment().remove("REEVE_DATABASE_URL");
        return builder.start();
    }

    private Said run(String main, String... arguments) throws Exception {
        Path to = Files.createTempFile(home, "said", ".txt");
        List<String> command = new ArrayList<>(List.of(main));
        command.addAll(List.of(arguments));
        int code = start(ADMIN, to, command.toArray(String[]::new)).waitFor();
        return new Said(code, Files.readString(to, StandardCharsets.UTF_8));
    }

    private Said reeve(String... arguments) throws Exception {
        return run("dev.reeve.cli.Main", arguments);
    }

    private Said covid(String... arguments) throws Exception {
        return run(Main.class.getName(), arguments);
    }

    /** One that goes on; returns once it has said that. */
    private Process begin(String key, Path to, String until, String... command) throws IOException {
        Process process = start(key, to, command);
        processes.add(process);
        while (!Files.readString(to).contains(until)) {
            // else the test would wait for what never comes
            assertThat(process.isAlive()).as(Files.readString(to)).isTrue();
            LockSupport.parkNanos(50_000_000);
        }
        return process;
    }

    private static String after(String text, String words) {
        return text.substring(text.indexOf(words) + words.length())
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private void assertMonths(String folder, String country) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).isEqualTo(MONTHS.csv(country)));
        }
    }

    @Test
    void flowIsRegisteredRunWatchedExplainedComparedAndCancelled() throws Exception {
        Path serverSaid = home.resolve("server.txt");
        begin(ADMIN, serverSaid, "Reeve is ready at", "dev.reeve.cli.Main", "server", "start", "--port", "0");
        url = after(Files.readString(serverSaid), "Reeve is ready at");
        reeve("project", "create", "Demo").well();
        assertThat(covid("register-flow").well().text())
                .contains("\"covid-monthly\" of project \"Demo\" is at version 1.");
        agentKey = reeve("token", "create", "worker", "--agent")
                .well()
                .text()
                .lines()
                .toList()
                .getLast()
                .strip();

        Process agent =
                begin(agentKey, home.resolve("agent.txt"), "takes runs from", "dev.reeve.cli.Main", "agent", "start");
        String italy = watched();
        lookedAt(italy);
        assertThat(covid("run-with-server", "--country", "Afghanistan", "--bucket", "afghanistan")
                        .well()
                        .text())
                .containsPattern("upload +Success")
                .contains("of flow \"covid-monthly\" ended Success");
        assertMonths("afghanistan", "Afghanistan");
        Said diff = reeve("diff", italy, "latest");
        assertThat(diff.code()).as(diff.text()).isEqualTo(1);
        assertThat(diff.text())
                .contains("The runs part at filter_data (result): it yielded another result.")
                .contains("Parameter country was \"Italy\" and \"Afghanistan\".");

        stop(agent);
        waitsAndIsCarriedOutByTheProgramItself();
    }

    private String watched() throws Exception {
        Said run = reeve(
                "run",
                "--flow",
                "covid-monthly",
                "-p",
                "country=Italy",
                "-p",
                "bucket=" + home.resolve("italy").toUri(),
                "--watch");
        run.well();
        assertThat(run.text())
                .contains("task download_data Success", "task upload Success", "run Success")
                .contains("[filter_data] Filtering data for country Italy")
                .containsPattern("\\[print_data] 2020_03 +100851 +11570");
        assertMonths("italy", "Italy");
        return after(run.text(), "Run ").split(" ")[0];
    }

    private void lookedAt(String id) throws Exception {
        assertThat(reeve("runs").well().text()).contains(id, "covid-monthly", "Success");
        assertThat(reeve("show", id).well().text())
                .contains("Flow        covid-monthly, version 1, project Demo")
                .contains("country = \"Italy\"")
                .containsPattern("upload +Success +1");
        assertThat(reeve("why", id, "download_data").well().text()).contains("download_data ended well in");
        assertThat(reeve("logs", id, "-f").well().text()).contains("Filtering data for country Italy");
    }

    private void waitsAndIsCarriedOutByTheProgramItself() throws Exception {
        String bucket = "bucket=" + home.resolve("germany").toUri();
        String id = after(
                        reeve("run", "--flow", "covid-monthly", "-p", bucket)
                                .well()
                                .text(),
                        "Run ")
                .split(" ")[0];
        assertThat(reeve("why", id).well().text())
                .contains("waits for an agent: none is connected; start one with reeve agent start");
        String never = after(reeve("run", "--flow", "covid-monthly").well().text(), "Run ")
                .split(" ")[0];
        reeve("cancel", never, "--reason", "not wanted").well();
        assertThat(reeve("why", never).well().text()).contains("ended Cancelled: not wanted.");

        Path said = home.resolve("own.txt");
        Process own = begin(agentKey, said, "[print_data] 2020_09", Main.class.getName(), "start-agent");
        reeve("logs", id, "-f").well();
        assertThat(reeve("why", id).well().text()).contains("ended Success");
        assertMonths("germany", "Germany");
        assertThat(Files.readString(said))
                .contains("[filter_data] Filtering data for country Germany")
                .containsPattern("\\[print_data] 2020_03 +61856 +583");
        stop(own);
    }
}
