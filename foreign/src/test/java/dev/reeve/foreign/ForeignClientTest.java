package dev.reeve.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.codegen.OpenAPIGenerator;

/** The contract as it is served is all that a known generator needs for a client that makes the whole journey. */
class ForeignClientTest {
    private static final String KEY = "an-admin-token-of-the-tests";
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    @TempDir
    Path directory;

    @Test
    void clientOfAGeneratorMakesTheJourney() throws Exception {
        // PostgreSQL does not run as root: whom it runs as then has to pass
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        try (ReeveServer server = ReeveServer.start(
                ServerOptions.in(directory.resolve("server")).adminToken(KEY))) {
            Path contract = served(server.address());
            Path classes = compiled(generated(contract));

            assertThat(run("java", "-cp", path(classes), "Journey", server.address().toString(), KEY))
                    .contains("Failed: load failed in its only attempt: IOException: no route")
                    .contains("lines: epoch 1, epoch 2")
                    .contains("Success in epoch 2")
                    .contains("1 row\n2 lines\n")
                    .contains("refused with 404, not-found, of request ")
                    .endsWith("done\n");
        }
    }

    private Path served(URI server) throws IOException, InterruptedException {
        Path contract = directory.resolve("openapi.yaml");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Path> answer = http.send(
                    HttpRequest.newBuilder(server.resolve("/api/v1/openapi.yaml"))
                            .header("Authorization", "Bearer " + KEY)
                            .build(),
                    BodyHandlers.ofFile(contract));
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        return contract;
    }

    private Path generated(Path contract) throws IOException, InterruptedException {
        Path out = directory.resolve("client");
        String words = run(
                "java",
                "-cp",
                jar(OpenAPIGenerator.class).toString(),
                OpenAPIGenerator.class.getName(),
                "generate",
                "--input-spec",
                contract.toString(),
                "--generator-name",
                "java",
                "--library",
                "native",
                "--additional-properties",
                "openApiNullable=false,useJakartaEe=true",
                "--global-property",
                "apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false",
                "--output",
                out.toString());
        assertThat(words).doesNotContain("ERROR").doesNotContain("reserved word");
        return out.resolve("src/main/java");
    }

    private Path compiled(Path sources) throws IOException, URISyntaxException, InterruptedException {
        Path classes = directory.resolve("classes");
        List<String> command =
                new ArrayList<>(List.of("javac", "-nowarn", "-proc:none", "-d", classes.toString(), "-cp", path(classes)));
        command.add(Path.of(Objects.requireNonNull(ForeignClientTest.class.getResource("/foreign/Journey.java"))
                        .toURI())
                .toString());
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).map(Path::toString).forEach(command::add);
        }
        run(command.toArray(String[]::new));
        return classes;
    }

    private static String path(Path classes) {
        return String.join(
                File.pathSeparator,
                classes.toString(),
                jar(OpenAPIGenerator.class).toString(),
                jar(jakarta.annotation.Generated.class).toString());
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the program said; fails if it did not end well. */
    private String run(String... command) throws IOException, InterruptedException {
        command[0] = JAVA.resolve(command[0]).toString();
        Path words = Files.createTempFile(directory, "words", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        int code = process.waitFor();
        String said = Files.readString(words);
        assertThat(code).as(said).isZero();
        return said;
    }
}
