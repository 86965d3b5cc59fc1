package dev.reeve.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.FlowRun;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import dev.reeve.server.postgres.Postgres;
import dev.reeve.server.postgres.PostgresOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
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
 * A secret that a server keeps, used by a flow that tries to get it out in every way: looked for in the database, on the
 * wire, and in all that server, agent and runner write.
 */
@Timeout(240)
final class ServedSecretsTest {
    private static final String ADMIN = "an-admin-token-of-the-tests";
    private static final String CANARY = "canary/4711+\"of the mine\"&co";
    private static final String PASSWORD = "pass-canary-0815";

    @TempDir
    Path home;

    private RecordingProxy wire;

    /** What a runner asked for. */
    private static boolean toldToRunner(String path) {
        return path.matches(".*/runs-in-hand/[^/]+/secrets/[^/]+");
    }

    private static List<String> forms() {
        List<String> forms = new ArrayList<>();
        for (String secret : List.of(CANARY, PASSWORD)) {
            forms.addAll(List.of(
                    secret,
                    secret.substring(0, 9),
                    secret.substring(9),
                    URLEncoder.encode(secret, UTF_8),
                    secret.replace("\"", "\\\""),
                    inBase64("shop:" + secret),
                    inBase64(secret),
                    HexFormat.of().formatHex(secret.getBytes(UTF_8))));
        }
        return forms;
    }

    private static String inBase64(String text) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(UTF_8))
                .substring(8);
    }

    private static void assertClean(String where, String text) {
        for (String form : forms()) {
            int at = text.indexOf(form);
            assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)))
                    .as(where + " shows " + form)
                    .isEmpty();
        }
    }

    private static Path jar(Path file) throws IOException {
        Path classes = Path.of(Invocation.classes());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream to = new JarOutputStream(out);
                Stream<Path> all = Files.list(classes.resolve("dev/reeve/cli/flows"))) {
            for (Path each : all.filter(path -> path.getFileName().toString().startsWith("LeakyFlow"))
                    .toList()) {
                to.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, to);
                to.closeEntry();
            }
        }
        return file;
    }

    private Process agent(String url, String key) throws IOException {
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
        builder.environment().put("REEVE_URL", url);
        builder.environment().put("REEVE_TOKEN", key);
        builder.environment().put("REEVE_SECRET_LOGIN", "{\"user\":\"local\",\"password\":\"not-the-servers\"}");
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("agent.log").toFile());
        return builder.start();
    }

    private static FlowRun ended(ReeveClient client, String id) throws InterruptedException {
        FlowRun run = client.flowRun(id);
        while (run.endedAt() == null) {
            LockSupport.parkNanos(50_000_000);
            run = client.flowRun(id);
        }
        return run;
    }

    @Test
    void aServersSecretIsNowhereButInTheTask() throws Exception {
        // PostgreSQL runs under another account where the tests run as root
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        try (Postgres database = Postgres.start(PostgresOptions.at(home.resolve("postgres")));
                ReeveServer server = ReeveServer.start(ServerOptions.in(home.resolve("server"))
                        .adminToken(ADMIN)
                        .databaseUrl(database.url() + "?user=" + database.user() + "&password="
                                + URLEncoder.encode(database.password(), UTF_8)));
                ReeveClient client = ReeveClient.at(server.address(), ADMIN)) {
            RecordingProxy proxy = RecordingProxy.of(server.address(), ServedSecretsTest::toldToRunner);
            wire = proxy;
            assertThat(reeve(server, "project", "create", "Demo").code()).isZero();
            set(server, "canary", CANARY, "-p", "Demo");
            set(server, "login", "{\"user\":\"etl\",\"password\":\"" + PASSWORD + "\"}", "--all-projects");
            assertThat(reeve(server, "secret", "list", "-p", "Demo").out()).contains("canary");
            Invocation registered =
                    reeve(server, "register", jar(home.resolve("leaky.jar")).toString(), "-p", "Demo");
            assertThat(registered.code()).as(registered.err()).isZero();
            Process agent = agent(proxy.address().toString(), agentKey(client));
            try {
                runTwice(server, client);
            } finally {
                agent.toHandle().destroy();
                agent.waitFor();
                proxy.close();
            }
            assertClean("the database", dump(database));
        }
        assertThat(wire.passed()).contains("/secrets/canary").contains("/secrets/login");
        assertClean("the wire", wire.passed());
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = URLDecoder.decode(file.toString().replace("+", "%2B"), UTF_8);
                assertClean(file.toString(), Files.readString(file, ISO_8859_1) + "\n" + file + "\n" + name);
            }
        }
    }

    private static String agentKey(ReeveClient client) throws InterruptedException {
        return client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key();
    }

    /** The second one in a runner that knows the secrets already. */
    private void runTwice(ReeveServer server, ReeveClient client) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            Invocation begun = reeve(server, "run", "--flow", "leaky", "-p", "note=plain");
            FlowRun run = ended(client, begun.out().strip());
            assertThat(run.state().name()).as(run.state().toString()).isEqualTo("Success");
            String log = reeve(server, "logs", run.id()).out();
            assertThat(log).contains("the secret *** is ***").contains("user etl password ***");
            assertThat(log).contains("in two lines: ***");
        }
    }

    private Invocation reeve(ReeveServer server, String... args) {
        return invocation(server).run(args);
    }

    private Invocation invocation(ReeveServer server) {
        return new Invocation(home)
                .with("REEVE_URL", server.address().toString())
                .with("REEVE_TOKEN", ADMIN);
    }

    private void set(ReeveServer server, String name, String value, String... where) {
        List<String> args = new ArrayList<>(List.of("secret", "set", name));
        args.addAll(List.of(where));
        Invocation set = invocation(server).typing(value).run(args.toArray(String[]::new));
        assertThat(set.code()).as(set.err()).isZero();
        assertThat(set.err()).contains("Set \"" + name + "\"").doesNotContain("canary/");
    }

    /** All rows of all tables as text. */
    private static String dump(Postgres database) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            List<String> queries = new ArrayList<>(List.of("select convert_from(content, 'UTF8') from reeve.artifact"));
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
        assertThat(all.toString()).contains("leaky").contains("the secret *** is ***");
        return all.toString();
    }
}
