package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code reeve server} as a process of its own with its own PostgreSQL, and the commands that ask it. */
@Timeout(240)
class ServerProcessTest {
    private static final String CANARY = "canary-4711-of-the-backup";

    private final List<Process> processes = new ArrayList<>();
    private Path home;

    /** Not a @TempDir: if the tests are root's, PostgreSQL runs as somebody else, who has to find the way in. */
    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory("reeve-home");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void end() throws Exception {
        for (Process process : processes) {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reeve.cli.Main",
                "server",
                "start"));
        command.addAll(List.of(more));
        if (!command.contains("--port")) {
            command.addAll(List.of("--port", "0"));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("REEVE_ADMIN_TOKEN");
        builder.environment().remove("REEVE_DATABASE_URL");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** All that was said up to and with the line that has that text. */
    private static List<String> await(Process process, String text) throws IOException {
        List<String> said = new ArrayList<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.contains(text)) {
                return said;
            }
        }
        throw new AssertionError("never said \"" + text + "\": " + said);
    }

    private static String after(List<String> lines, String text) {
        return lines.stream()
                .filter(line -> line.contains(text))
                .map(line -> line.substring(line.indexOf(text) + text.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError(lines));
    }

    /** What a backup says to whoever finds it. */
    private static String unpacked(Path backup) throws IOException {
        try (InputStream in = Files.newInputStream(backup)) {
            int next = in.read();
            while (next != 0x1f) { // a line for people, then what is packed
                assertThat(next).isNotNegative();
                next = in.read();
            }
            SequenceInputStream packed = new SequenceInputStream(new ByteArrayInputStream(new byte[] {0x1f}), in);
            return new String(new GZIPInputStream(packed).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private Invocation reeve() {
        return new Invocation(home);
    }

    @Test
    void serverIsStartedUsedStoppedAndStartedAgainOnItsData() throws Exception {
        Process first = start();
        List<String> said = await(first, "Reeve is ready at");
        String key = after(said, "shown this once: ");
        String url = after(said, "ready at ");

        Invocation login = reeve().typing(key).run("login", url);
        assertThat(login.code()).as(login.err()).isZero();
        assertThat(login.err()).contains("as admin, admin");
        assertThat(Files.getPosixFilePermissions(home.resolve(".reeve/login.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(reeve().run("project", "create", "Demo", "--description", "for tests")
                        .code())
                .isZero();
        assertThat(reeve().run("project", "create", "Demo").code()).isEqualTo(2);
        assertThat(reeve().run("project", "list").out()).contains("Demo").contains("for tests");
        assertThat(reeve().typing("a long password")
                        .run("user", "create", "ann", "--role", "viewer")
                        .code())
                .isZero();
        assertThat(reeve().run("user", "list").out()).contains("ann").contains("viewer");
        assertThat(reeve().run("user", "change", "ann", "--no-active").code()).isZero();
        Invocation token = reeve().run("token", "create", "ci", "--role", "viewer", "--project", "Demo");
        assertThat(token.code()).as(token.err()).isZero();
        assertThat(reeve().with("REEVE_URL", url)
                        .with("REEVE_TOKEN", token.out().strip())
                        .run("project", "create", "X"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(2))
                .satisfies(refused -> assertThat(refused.err()).contains("may not do this"));
        assertThat(reeve().run("limit", "set", "shop-api", "3").err()).contains("At most 3 with tag \"shop-api\"");
        assertThat(reeve().run("limit", "set", "warehouse", "1", "--label").code())
                .isZero();
        assertThat(reeve().run("limit", "list").out())
                .contains("tag")
                .contains("shop-api")
                .contains("warehouse");
        assertThat(reeve().run("limit", "remove", "shop-api").code()).isZero();
        assertThat(reeve().run("limit", "remove", "shop-api").code()).isEqualTo(2);
        assertThat(reeve().run("server", "status").out()).contains(url);

        Process second = start();
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(second.inputReader().readLine())
                .contains("Another server runs on")
                .contains(url);

        assertThat(reeve().run("server", "stop").code()).isZero();
        assertThat(first.waitFor()).isZero();
        assertThat(reeve().run("server", "status").code()).isEqualTo(1);
        assertThat(reeve().run("server", "stop").code()).isZero();
        assertThat(reeve().run("project", "list"))
                .satisfies(away -> assertThat(away.code()).isEqualTo(1))
                .satisfies(away -> assertThat(away.err()).contains("No answer from " + url));

        List<String> again = await(start(), "Reeve is ready at");
        assertThat(again).noneMatch(line -> line.contains("shown this once"));
        String moved = after(again, "ready at ");
        assertThat(reeve().with("REEVE_URL", moved)
                        .with("REEVE_TOKEN", key)
                        .run("project", "list")
                        .out())
                .contains("Demo");
    }

    @Test
    void serverBehindTlsIsBackedUpWhileItRunsAndGoesOnElsewhere() throws Exception {
        KeyStoreFiles tls = KeyStoreFiles.in(home);
        Process first = start("--tls-cert", tls.certificate(), "--tls-key", tls.key());
        List<String> said = await(first, "Reeve is ready at");
        String key = after(said, "shown this once: ");
        String url = after(said, "ready at ");
        assertThat(url).startsWith("https://");
        assertThat(reeve().typing(key).run("login", url))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(1))
                .satisfies(refused -> assertThat(refused.err()).contains("REEVE_CA_FILE"));
        assertThat(reeve().typing(key)
                        .run("login", url, "--ca-file", tls.certificate())
                        .code())
                .isZero();
        assertThat(reeve().run("project", "create", "Demo").code()).isZero();
        assertThat(reeve().run("assets").err()).contains("There are no assets").contains(".produces(");
        assertThat(reeve().typing(CANARY).run("secret", "set", "canary", "-p", "Demo"))
                .satisfies(set -> assertThat(set.code()).as(set.err()).isZero());

        Path file = home.resolve("reeve.backup");
        Invocation backup = reeve().run("server", "backup", "reeve.backup");
        assertThat(backup.code()).as(backup.err()).isZero();
        assertThat(backup.err()).contains("server.key").doesNotContain("Hikari");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(unpacked(file)).contains("Demo").doesNotContain(CANARY).doesNotContain(key);
        assertThat(reeve().run("server", "backup", "reeve.backup").code()).isEqualTo(2);
        assertThat(reeve().run("server", "restore", "reeve.backup"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(1))
                .satisfies(refused -> assertThat(refused.err()).contains("Another server runs on"));
        assertThat(reeve().run("server", "stop").code()).isZero();
        assertThat(reeve().run("server", "restore", "reeve.backup"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(1))
                .satisfies(refused -> assertThat(refused.err()).contains("There is something in"));

        Invocation restore = reeve().run("server", "restore", "reeve.backup", "--data-dir", "elsewhere");
        assertThat(restore.code()).as(restore.err()).isZero();
        assertThat(restore.err()).contains("The server.key of the server that was backed up is not in");
        Files.copy(home.resolve(".reeve/server/server.key"), home.resolve("elsewhere/server.key"));
        String moved = after(
                await(start("--data-dir", home.resolve("elsewhere").toString()), "Reeve is ready at"), "ready at ");
        assertThat(reeve().with("REEVE_URL", moved)
                        .with("REEVE_TOKEN", key)
                        .run("project", "list")
                        .out())
                .contains("Demo");
    }

    @Test
    void serverThatWasKilledStartsAgainAndSaysEachThingAsALineOfJsonIfItIsTo() throws Exception {
        Process first = start();
        await(first, "Reeve is ready at");
        first.destroyForcibly().waitFor();
        assertThat(reeve().run("server", "status").code()).isEqualTo(1);

        Process second = start("--log-format", "json");
        List<String> said = await(second, "Reeve is ready at");
        reeve().with("REEVE_URL", after(said, "ready at "))
                .with("REEVE_TOKEN", "none")
                .run("project", "create", "X");
        said.removeLast(); // the answer, on standard output
        assertThat(reeve().run("server", "stop").code()).isZero();
        second.inputReader(StandardCharsets.UTF_8).lines().forEach(said::add);
        assertThat(said).anyMatch(line -> line.contains("POST /projects 401")).allSatisfy(line -> {
            JsonNode json = JsonMapper.shared().readTree(line);
            assertThat(json.get("message").asString()).isNotBlank();
            assertThat(json.get("level").asString()).isIn("INFO", "WARN");
        });
    }

    @Test
    void whatKeepsAServerFromStartingIsSaid() throws Exception {
        // it asks for half a minute whether the database is there yet
        Process wrong = start(
                "--database-url",
                "postgresql://nobody:secret-word@127.0.0.1:1/none",
                "--data-dir",
                home.resolve("away").toString());
        try (ServerSocket taken = new ServerSocket(0)) {
            Process process =
                    start("--port", Integer.toString(taken.getLocalPort()), "--host", "0.0.0.0", "--insecure-http");
            assertThat(await(process, "Cannot listen on").getLast()).contains("--port");
            assertThat(process.waitFor()).isEqualTo(1);
        }
        Process open = start("--host", "0.0.0.0");
        assertThat(await(open, "over plain HTTP").getLast())
                .contains("--tls-cert")
                .contains("--insecure-http");
        assertThat(open.waitFor()).isEqualTo(2);
        Path untouched = home.resolve("untouched");
        Process noKey = start("--tls-cert", "none.pem", "--tls-key", "none.pem", "--data-dir", untouched.toString());
        assertThat(await(noKey, "no file").getLast()).contains("none.pem");
        assertThat(noKey.waitFor()).isEqualTo(1);
        assertThat(untouched).doesNotExist();
        List<String> said = await(wrong, "127.0.0.1:1");
        assertThat(wrong.waitFor()).isEqualTo(1);
        assertThat(said.toString()).doesNotContain("secret-word");
    }

    @Test
    void whoIsNotLoggedInIsTold() {
        assertThat(reeve().run("project", "list"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(2))
                .satisfies(refused -> assertThat(refused.err()).contains("reeve login URL"));
        assertThat(reeve().with("REEVE_URL", "nonsense")
                        .with("REEVE_TOKEN", "x")
                        .run("project", "list")
                        .err())
                .contains("is no address of a server");
        assertThat(reeve().typing("key").run("login", "ftp://x").code()).isEqualTo(2);
    }
}
