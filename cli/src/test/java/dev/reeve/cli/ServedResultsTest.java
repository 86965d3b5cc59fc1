package dev.reeve.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.FlowRun;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.cli.flows.QuietFlow;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import dev.reeve.server.postgres.Postgres;
import dev.reeve.server.postgres.PostgresOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Results of a run that goes through a server, with a runner that is killed and a server that is away meanwhile: looked
 * for in all tables of the database, on the wire, and in all files that server, agent and runners write but the store.
 */
@Timeout(240)
final class ServedResultsTest {
    private static final String ADMIN = "an-admin-token-of-the-tests";
    private static final int SEED = 4_711;

    @TempDir
    Path home;

    private static List<String> forms() {
        List<String> forms = new ArrayList<>();
        for (String result : QuietFlow.results(SEED)) {
            forms.add(result);
            forms.add(HexFormat.of().formatHex(result.getBytes(UTF_8)));
            for (int i = 0; i < 3; i++) { // base64 has three forms of a text, by where it stands
                String text = Base64.getEncoder().encodeToString((" ".repeat(i) + result).getBytes(UTF_8));
                forms.add(text.substring(4, text.length() - 4));
            }
        }
        return forms;
    }

    private static List<String> shown(String text) {
        return forms().stream().filter(text::contains).toList();
    }

    private Path results() {
        return home.resolve("results");
    }

    /** Files that show a result, but for those of the store that the user chose for them. */
    private List<Path> filesThatShowIt() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(results())
                        && !shown(Files.readString(file, ISO_8859_1) + file).isEmpty()) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static Path jar(Path file) throws IOException {
        Path classes = Path.of(Invocation.classes());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream to = new JarOutputStream(out);
                Stream<Path> all = Files.list(classes.resolve("dev/reeve/cli/flows"))) {
            for (Path each : all.filter(path -> path.getFileName().toString().startsWith("QuietFlow"))
                    .toList()) {
                to.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, to);
                to.closeEntry();
            }
        }
        return file;
    }

    private Process agent(RecordingProxy proxy, ReeveClient client) throws IOException, InterruptedException {
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
        builder.environment().put("REEVE_URL", proxy.address().toString());
        builder.environment()
                .put(
                        "REEVE_TOKEN",
                        client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                                .key());
        builder.environment().put("REEVE_RESULTS_DIR", results().toString());
        builder.environment().put("REEVE_LOG_LEVEL", "debug");
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("agent.log").toFile())
                .start();
    }

    private Invocation reeve(ReeveServer server, String... args) {
        Invocation asked = new Invocation(home)
                .with("REEVE_URL", server.address().toString())
                .with("REEVE_TOKEN", ADMIN)
                .run(args);
        assertThat(asked.code()).as(asked.err()).isZero();
        return asked;
    }

    private static long awaitPid(Path file) throws IOException {
        while (!Files.exists(file) || Files.readString(file).isEmpty()) {
            LockSupport.parkNanos(10_000_000);
        }
        return Long.parseLong(Files.readString(file));
    }

    @Test
    void aResultIsNowhereButInItsStore() throws Exception {
        // PostgreSQL runs under another account where the tests run as root
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        try (Postgres database = Postgres.start(PostgresOptions.at(home.resolve("postgres")));
                ReeveServer server = ReeveServer.start(ServerOptions.in(home.resolve("server"))
                        .adminToken(ADMIN)
                        .databaseUrl(database.url() + "?user=" + database.user() + "&password="
                                + URLEncoder.encode(database.password(), UTF_8)));
                ReeveClient client = ReeveClient.at(server.address(), ADMIN);
                RecordingProxy proxy = RecordingProxy.of(server.address(), path -> false)) {
            reeve(server, "project", "create", "Demo");
            reeve(server, "register", jar(home.resolve("quiet.jar")).toString(), "-p", "Demo");
            Process agent = agent(proxy, client);
            try {
                journey(server, client, proxy);
            } finally {
                agent.toHandle().destroy();
                agent.waitFor();
            }
            assertThat(shown(dump(database))).as("the database").isEmpty();
            assertThat(shown(proxy.passed())).as("the wire").isEmpty();
            assertThat(proxy.passed()).contains("/events").contains("/journal").contains("lines, ");
        }
        assertThat(filesThatShowIt()).isEmpty();
    }

    private void journey(ReeveServer server, ReeveClient client, RecordingProxy proxy) throws Exception {
        Path gate = home.resolve("gate");
        Path pid = home.resolve("gate.pid");
        String id = reeve(server, "run", "--flow", "hushed", "-p", "gate=" + gate, "-p", "seed=" + SEED)
                .out()
                .strip();
        long first = awaitPid(pid);
        Files.delete(pid);
        ProcessHandle.of(first).orElseThrow().destroyForcibly(); // the next goes on from what was told of it
        awaitPid(pid);
        proxy.away(true);
        Files.writeString(gate, "open");
        awaitSpool();
        assertThat(filesThatShowIt()).isEmpty(); // records of earlier epochs and the spool are there now
        proxy.away(false);
        FlowRun run = client.flowRun(id);
        while (run.endedAt() == null) {
            LockSupport.parkNanos(50_000_000);
            run = client.flowRun(id);
        }
        assertThat(run.state().name()).as(run.state().toString()).isEqualTo("Success");
        assertThat(run.epoch()).isEqualTo(2);
        assertThat(stored()).as("results are what they have to be").isTrue();
        for (String[] asked : new String[][] {
            {"show", id, "--output", "json"}, {"logs", id}, {"why", id}, {"show", id, "--task", "order"}
        }) {
            assertThat(shown(reeve(server, asked).out()))
                    .as(String.join(" ", asked))
                    .isEmpty();
        }
    }

    private void awaitSpool() throws IOException {
        String spooled = "";
        while (!spooled.contains("all reference tasks succeeded")) {
            LockSupport.parkNanos(10_000_000);
            StringBuilder all = new StringBuilder();
            try (Stream<Path> files = Files.walk(home.resolve(".reeve").resolve("spool"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".spool")).toList()) {
                    all.append(Files.readString(file, ISO_8859_1));
                }
            }
            spooled = all.toString();
        }
    }

    private boolean stored() throws IOException {
        try (Stream<Path> files = Files.walk(results())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!shown(Files.readString(file, ISO_8859_1)).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All rows of all tables as text. */
    private static String dump(Postgres database) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            List<String> queries = new ArrayList<>(List.of("select encode(content, 'escape') from reeve.artifact"));
            try (ResultSet tables = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'reeve'")) {
                while (tables.next()) {
                    queries.add("select t::text from reeve.\"" + tables.getString(1) + "\" t");
                }
            }
            for (String query : queries) {
                try (ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        assertThat(all.toString()).contains("hushed").contains("lines, ");
        return all.toString();
    }
}
