package dev.reeve.cli.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A secret is looked for in everything that a run leaves behind, however it tried to get out. */
@Timeout(180)
final class CanaryTest {
    private static final String CANARY = "canary/4711+\"of the mine\"&co";
    private static final String PASSWORD = "pass-canary-0815";

    @TempDir
    Path home;

    private record Said(int code, String out, String err) {}

    private Said reeve(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reeve.cli.Main"));
        command.addAll(List.of(args));
        Path out = home.resolve("said.out");
        Path err = home.resolve("said.err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("REEVE_SECRET_CANARY", CANARY);
        builder.environment().put("REEVE_SECRET_LOGIN", "{\"user\":\"etl\",\"password\":\"" + PASSWORD + "\"}");
        builder.environment().put("REEVE_RESULTS_CHECKPOINTING", "true");
        int code = builder.start().waitFor();
        Said said = new Said(code, Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return said;
    }

    private static Said clean(Said said) {
        assertThat(shown(said.out())).as("standard output: " + said.out()).isEmpty();
        assertThat(shown(said.err())).as("standard error: " + said.err()).isEmpty();
        return said;
    }

    /** The forms of the secrets that stand in a text. */
    private static List<String> shown(String text) {
        List<String> found = new ArrayList<>();
        for (String secret : List.of(CANARY, PASSWORD)) {
            Stream.of(
                            secret,
                            secret.substring(0, 9),
                            secret.substring(9),
                            URLEncoder.encode(secret, UTF_8),
                            secret.replace("\"", "\\\""),
                            inBase64("shop:" + secret),
                            inBase64(secret),
                            HexFormat.of().formatHex(secret.getBytes(UTF_8)))
                    .filter(text::contains)
                    .forEach(found::add);
        }
        return found;
    }

    private static String inBase64(String text) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(UTF_8))
                .substring(8);
    }

    private List<Path> filesThatShowIt() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                String content = Files.isRegularFile(file) ? Files.readString(file, ISO_8859_1) : "";
                String name = URLDecoder.decode(file.toString().replace("+", "%2B"), UTF_8);
                if (!shown(content + "\n" + file + "\n" + name).isEmpty()) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    @Test
    void nothingThatARunLeavesBehindShowsASecret() throws Exception {
        String[] flow = {"dev.reeve.cli.flows.LeakyFlow", "--cp", classes()};
        Said run = clean(reeve("run", flow[0], flow[1], flow[2], "-p", "note=" + CANARY, "--output", "json"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("the secret *** is ***")
                .contains("in two lines: ***")
                .contains("https://example.org/?key=***")
                .contains("IllegalStateException: outer ***")
                .contains("a library logs ***")
                .contains("printed on the error stream: ***");
        assertThat(run.out()).contains("refused: ***");
        assertThat(filesThatShowIt()).isEmpty();
        clean(reeve("run", flow[0], flow[1], flow[2], "--log-format", "json", "-p", "note=again"));
        for (String output : List.of("table", "json")) {
            Said show = clean(reeve("show", "latest", "--output", output));
            assertThat(show.out()).as(show.err()).contains("***");
            for (String[] command : new String[][] {{"why", "latest", "fails"}, {"plan", "latest"}, {"runs"}}) {
                String[] whole = Arrays.copyOf(command, command.length + 2);
                whole[command.length] = "--output";
                whole[command.length + 1] = output;
                Said said = clean(reeve(whole));
                assertThat(said.code())
                        .as(String.join(" ", whole) + ": " + said.err())
                        .isZero();
            }
        }
        assertThat(clean(reeve("visualize", flow[0], flow[1], flow[2], "--format", "dot"))
                        .code())
                .isZero();
        clean(reeve("retry", "latest", "--from", "fails", "--verbose"));
        assertThat(filesThatShowIt()).isEmpty();
    }

    @Test
    void aSecretOfTheFileIsSetListedUsedAndDeleted() throws Exception {
        ProcessBuilder set = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reeve.cli.Main",
                "secret",
                "set",
                "Shop.Token");
        Process setting = set.start();
        setting.getOutputStream().write("line one of it\nline two of it\n".getBytes(UTF_8));
        setting.getOutputStream().close();
        assertThat(setting.waitFor()).isZero();
        Said list = reeve("secret", "list");
        assertThat(list.out()).contains("Shop.Token").doesNotContain("line one").contains("secrets.toml");
        assertThat(reeve("secret", "delete", "Shop.Token").code()).isZero();
        Said again = reeve("secret", "delete", "Shop.Token");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("There is no secret \"Shop.Token\"");
    }

    private static String classes() throws Exception {
        return Path.of(CanaryTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }
}
