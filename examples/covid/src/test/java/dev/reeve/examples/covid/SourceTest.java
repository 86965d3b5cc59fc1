package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {
    private static final String JSON =
            "{\"records\": [{\"day\": 7, \"month\": 9, \"year\": 2020, \"cases\": 74, \"deaths\": 2,"
                    + " \"countriesAndTerritories\": \"Chad\"}]}";

    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), JSON);
    }

    private static HttpServer server(int status, String body, int promised) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, promised);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        });
        server.start();
        return server;
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/cases.json");
    }

    @Test
    void aFileUriIsReadHoweverItIsWritten() throws Exception {
        Path file = file("a b #ü.json");

        assertThat(Source.read(file.toUri()).rows()).hasSize(1);
        assertThat(Source.read(Source.parse(file.toString())).rows()).hasSize(1);
        assertThat(Source.read(Source.parse(file.toUri().toString())).rows()).hasSize(1);
    }

    @Test
    void aRelativePathIsLookedUpFromTheWorkingDirectory() throws Exception {
        Path relative = Path.of("").toAbsolutePath().relativize(file("cases.json"));

        assertThat(Source.read(URI.create("file:" + relative)).rows()).hasSize(1);
        assertThat(Source.read(URI.create(relative.toString())).rows()).hasSize(1);
        assertThat(Source.read(Source.parse("file:" + relative)).rows()).hasSize(1);
    }

    @Test
    void gzipIsReadWhateverTheNameSays() throws Exception {
        Path file = folder.resolve("cases.txt");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(JSON.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Source.read(file.toUri()).rows()).hasSize(1);
    }

    @Test
    void aFileThatHasChangedIsAnotherSource() throws Exception {
        Path file = file("cases.json");
        URI before = Source.parse(file.toString());

        assertThat(Source.parse(file.toUri().toString())).isEqualTo(before);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_000L));
        assertThat(Source.parse(file.toString())).isNotEqualTo(before);
    }

    @Test
    void aMissingFileIsNamedWithItsWholePath() {
        assertThatThrownBy(() -> Source.read(URI.create("file:no/such.json")))
                .hasMessageContaining(
                        "There is no file " + Path.of("no/such.json").toAbsolutePath());
    }

    @Test
    void aDirectoryIsNoSource() {
        assertThatThrownBy(() -> Source.read(folder.toUri())).hasMessageContaining("is a directory");
    }

    @Test
    void aBrokenFileIsNamedWithThePosition() throws Exception {
        Path file = Files.writeString(folder.resolve("cut.json"), JSON.substring(0, 30));

        assertThatThrownBy(() -> Source.read(file.toUri()))
                .isInstanceOf(BrokenDataException.class)
                .hasMessageContaining(file + ", line 1, column 31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/cases.json", "s3://bucket/cases.json", "jar:file:x.jar"})
    void anotherSchemeIsRefusedWithWhatWorks(String uri) {
        assertThatThrownBy(() -> Source.read(URI.create(uri)))
                .hasMessageContaining("Give a path, or a file:, http:, https: or classpath: URI");
    }

    @Test
    void aFileUriWithAHostIsRefused() {
        assertThatThrownBy(() -> Source.read(URI.create("file://host/cases.json")))
                .hasMessageContaining("names no file here");
    }

    @Test
    void aMissingResourceIsNamed() {
        assertThatThrownBy(() -> Source.read(URI.create("classpath:nothing.json")))
                .hasMessageContaining("no resource \"nothing.json\"");
    }

    @Test
    void anAddressIsDownloaded() throws Exception {
        HttpServer server = server(200, JSON, 0);
        try {
            assertThat(Source.read(uri(server)).rows()).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void aServerInTroubleMayBeTriedAgain(int status) throws Exception {
        HttpServer server = server(status, "sorry", 0);
        try {
            assertThatThrownBy(() -> Source.read(uri(server)))
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageContaining("HTTP status " + status);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aWrongAddressIsNotTriedAgain() throws Exception {
        HttpServer server = server(404, "not here", 0);
        try {
            assertThatThrownBy(() -> Source.read(uri(server)))
                    .isNotInstanceOf(SourceUnavailableException.class)
                    .hasMessageContaining("HTTP status 404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTransferCutOffMayBeTriedAgain() throws Exception {
        HttpServer server = server(200, JSON.substring(0, 40), JSON.length());
        try {
            assertThatThrownBy(() -> Source.read(uri(server)))
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageContaining("cut off");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerThatIsNotThereMayBeTriedAgain() throws Exception {
        HttpServer server = server(200, JSON, 0);
        URI uri = uri(server);
        server.stop(0);

        assertThatThrownBy(() -> Source.read(uri))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessage(uri + " cannot be reached: nobody accepts connections there. Is the address right, and the"
                        + " network up?");
    }

    @Test
    void aHostThatIsNotKnownIsNamed() {
        assertThatThrownBy(() -> Source.read(URI.create("http://reeve.invalid/cases.json")))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("cannot be reached: the host \"reeve.invalid\" is not known.");
    }

    @Test
    void aTildeIsTheHomeDirectory() {
        Path home = Path.of(System.getProperty("user.home"));

        assertThat(Source.typedPath("~/x")).isEqualTo(home.resolve("x"));
        assertThat(Source.typedPath("file:~/x")).isEqualTo(home.resolve("x"));
        assertThat(Source.typedPath("./~x")).isEqualTo(Path.of("./~x"));
        assertThat(Demo.resultsFolder("~/results")).isEqualTo(home.resolve("results"));
    }
}
