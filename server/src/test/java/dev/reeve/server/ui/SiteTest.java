package dev.reeve.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.http.Caller;
import dev.reeve.server.http.HttpOptions;
import dev.reeve.server.http.HttpServer;
import dev.reeve.server.http.Pages;
import dev.reeve.server.http.Proxies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteTest {
    private static final String SAMPLE = "/dev/reeve/server/ui/sample/";
    private static final String FILE = "/assets/main-0a1b2c3d.js";

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeAll
    void start() {
        server = listening(Site.in(SAMPLE));
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    private static HttpServer listening(Pages pages) {
        HttpOptions options = new HttpOptions("127.0.0.1", 0, null, false, Proxies.parse("127.0.0.1"));
        return HttpServer.start(
                options, (credentials, changing) -> Caller.NOBODY, List.of(), pages, (route, status, seconds) -> {});
    }

    private HttpResponse<byte[]> ask(HttpServer asked, String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(asked.address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        return ask(server, "GET", path, headers);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/runs", "/runs/0192/logs", "/runs?state=Failed&x=1"})
    void everyPathOfAPageIsAnsweredWithThePage(String path) {
        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/html");
        assertThat(text(response)).contains("<base href=\"/\"");
    }

    @Test
    void pageRunsNothingThatIsNotOurs() {
        HttpResponse<byte[]> response = get("/");

        assertThat(header(response, "Content-Security-Policy"))
                .startsWith("default-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(response, "X-Request-Id")).isNotEmpty();
    }

    @Test
    void pageIsAskedForAnewEachTimeAndSentOnlyIfItChanged() {
        HttpResponse<byte[]> first = get("/runs");
        HttpResponse<byte[]> again = get("/runs", "If-None-Match", header(first, "ETag"));

        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void fileWithItsChecksumInItsNameIsKeptForEver() {
        assertThat(header(get(FILE), "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(get("/theme.js"), "Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "br, gzip         | br",
                "gzip, deflate    | gzip",
                "gzip;q=0.5       | gzip",
                "br;q=0, gzip     | gzip",
                "identity         | ''",
                "br;q=0, gzip;q=0 | ''",
            })
    void fileComesCompressedAsTheBrowserCan(String accepted, String sent) throws IOException {
        HttpResponse<byte[]> response = get(FILE, "Accept-Encoding", accepted);

        assertThat(header(response, "Content-Encoding")).isEqualTo(sent);
        assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(response, "Content-Type")).startsWith("text/javascript");
        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(response.body().length));
        String plain = text(get(FILE));
        if (sent.equals("gzip")) {
            byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
            assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(plain);
        } else if (sent.isEmpty()) {
            assertThat(text(response)).isEqualTo(plain);
        }
    }

    @Test
    void headOfAFileHasNoBody() {
        HttpResponse<byte[]> response = ask(server, "HEAD", FILE);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "ETag")).isEqualTo(header(get(FILE), "ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/runs/a/b/c", "/assets/other.js"})
    void whatIsNotThereIsAPageForBrowsersOnlyAndNeverWellAnswered(String path) {
        HttpResponse<byte[]> browser = get(path, "Accept", "text/html,*/*");
        HttpResponse<byte[]> program = get(path, "Accept", "*/*");

        assertThat(browser.statusCode()).isEqualTo(404);
        assertThat(text(browser)).contains("<base href");
        assertThat(program.statusCode()).isEqualTo(404);
        assertThat(header(program, "Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api/",
                "/files.txt",
                "/site/index.html",
                "/..%2f..%2fopenapi.yaml",
                "/index.html/"
            })
    void nothingElseOfTheServerIsThere(String path) {
        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isBetween(400, 404);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void pathOfTheApiIsNoPageEvenForABrowser() {
        HttpResponse<byte[]> response = get("/api/v1/nothing", "Accept", "text/html");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void pageKnowsBelowWhichPathAProxyHasIt() {
        assertThat(text(get("/runs", "X-Forwarded-Prefix", "/tools/reeve"))).contains("<base href=\"/tools/reeve/\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\"><script>", "/a b", "relative", "/../x", "https://evil.example/"})
    void whatIsNoPathIsNotTakenFromAProxy(String prefix) {
        assertThat(text(get("/runs", "X-Forwarded-Prefix", prefix))).contains("<base href=\"/\"");
    }

    @Test
    void serverWithoutPagesSaysSo() {
        try (HttpServer bare = listening(Site.in("/dev/reeve/server/ui/none/"))) {
            HttpResponse<byte[]> response = ask(bare, "GET", "/");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(text(response)).contains("were not built").contains("-DskipUi");
            assertThat(ask(bare, "GET", "/runs", "Accept", "text/html").statusCode())
                    .isEqualTo(404);
        }
    }
}
