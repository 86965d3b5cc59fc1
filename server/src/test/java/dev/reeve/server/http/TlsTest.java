package dev.reeve.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.client.ReeveClient;
import dev.reeve.client.Trust;
import dev.reeve.client.UnavailableException;
import dev.reeve.server.tls.KeyPairFiles;
import dev.reeve.server.tls.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsTest {
    private static final Gate GATE =
            (credentials, changing) -> new Caller.OfUser(null, "ann", dev.reeve.api.Role.ADMIN, null, null, "k");
    private static final List<Route> ROUTES = List.of(
            Route.get(
                    "/me",
                    request -> Answer.ok(new dev.reeve.api.Me(
                            request.address(), dev.reeve.api.KeyKind.USER, dev.reeve.api.Role.ADMIN, null, null))),
            Route.get(
                    "/projects",
                    request -> Answer.ok(Map.of("address", request.address(), "secure", request.secure()))));

    @TempDir
    private Path directory;

    @Test
    void clientThatTrustsTheCertificateIsAnswered() throws IOException, InterruptedException {
        KeyPairFiles files = TestCertificate.of("EC").in(directory);
        try (HttpServer server = tls(files);
                ReeveClient client = ReeveClient.at(server.address(), "key", new Trust(files.certificate()))) {
            assertThat(server.address().getScheme()).isEqualTo("https");
            assertThat(client.me().name()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void clientThatDoesNotIsToldWhatToDo() throws IOException {
        try (HttpServer server = tls(TestCertificate.of("RSA").in(directory));
                ReeveClient client = ReeveClient.at(server.address(), "key", Trust.USUAL)) {
            assertThatThrownBy(client::me)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("certificate")
                    .hasMessageContaining("REEVE_CA_FILE=FILE");
        }
    }

    @Test
    void fileOfAuthoritiesThatHoldsNoneIsAMistake() throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "nothing");
        assertThatThrownBy(() -> ReeveClient.at(URI.create("https://127.0.0.1"), "key", new Trust(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--ca-file");
    }

    @Test
    void renewedCertificateIsShownWithoutAnotherStart() throws Exception {
        TestCertificate first = TestCertificate.of("EC");
        KeyPairFiles files = first.in(directory);
        try (HttpServer server = tls(files)) {
            assertThat(shown(server.address())).isEqualTo(first.certificate());

            TestCertificate second = TestCertificate.of("RSA");
            second.writeTo(files);
            assertThat(shown(server.address())).isEqualTo(second.certificate());

            Files.writeString(files.key(), "half a k"); // broken: the one of before goes on
            assertThat(shown(server.address())).isEqualTo(second.certificate());
        }
    }

    @Test
    void answerOverTlsForbidsPlainHttpFromThenOn() throws Exception {
        try (HttpServer server = tls(TestCertificate.of("EC").in(directory));
                SSLSocket socket = open(server.address())) {
            assertThat(get(socket, "/api/v1/projects"))
                    .contains("Strict-Transport-Security: max-age=31536000")
                    .contains("\"secure\":true");
        }
        try (HttpServer server = HttpServer.start(new HttpOptions("127.0.0.1", 0), GATE, ROUTES);
                Wire wire = new Wire(server.address())) {
            assertThat(wire.get("/api/v1/projects", "k").header("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    @Test
    void portThatIsTakenIsToldUnderTlsToo() throws IOException {
        KeyPairFiles files = TestCertificate.of("EC").in(directory);
        try (HttpServer server = tls(files)) {
            HttpOptions same = new HttpOptions("127.0.0.1", server.address().getPort(), files, false, Proxies.NONE);
            assertThatThrownBy(() -> HttpServer.start(same, GATE, ROUTES)).isInstanceOf(PortInUseException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.7"})
    void plainHttpDoesNotLeaveThisComputerUnlessSomebodySaysSo(String host) {
        assertThatThrownBy(() -> HttpServer.start(new HttpOptions(host, 0), GATE, ROUTES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--tls-cert")
                .hasMessageContaining("--behind-proxy")
                .hasMessageContaining("--insecure-http");

        new HttpOptions(host, 0, null, true, Proxies.NONE).requireClosed();
        new HttpOptions(host, 0, null, false, Proxies.parse("10.0.0.5")).requireClosed();
        new HttpOptions(host, 0, new KeyPairFiles(directory, directory), false, Proxies.NONE).requireClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void plainHttpOnThisComputerNeedsNoWord(String host) {
        new HttpOptions(host, 0).requireClosed();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                | https | 203.0.113.9 | true",
                "203.0.113.9                | http  | 203.0.113.9 | false",
                "1.1.1.1, 203.0.113.9       | https | 203.0.113.9 | true", // the first was written by whoever asks
                "203.0.113.9, 10.1.2.3      | https | 203.0.113.9 | true",
                "203.0.113.9:4711           | https | 203.0.113.9 | true",
                "[2001:db8::7]:4711         | https | [2001:db8:0:0:0:0:0:7] | true",
                "evil.example.org           | https | 127.0.0.1   | true",
                "999.1.1.1                  | https | 127.0.0.1   | true",
                "''                         | ''    | 127.0.0.1   | false"
            })
    void proxyOfOursIsBelievedWhoAsks(String forwarded, String scheme, String address, boolean secure) {
        HttpOptions options = new HttpOptions("127.0.0.1", 0, null, false, Proxies.parse("127.0.0.1, 10.1.0.0/16"));
        try (HttpServer server = HttpServer.start(options, GATE, ROUTES);
                Wire wire = new Wire(server.address())) {
            Wire.Reply reply = wire.send(
                    "GET",
                    "/api/v1/projects",
                    "k",
                    new byte[0],
                    "X-Forwarded-For",
                    forwarded,
                    "X-Forwarded-Proto",
                    scheme);
            assertThat(reply.json().get("address").asString()).isEqualTo(address);
            assertThat(reply.json().get("secure").asBoolean()).isEqualTo(secure);
            assertThat(reply.header("Strict-Transport-Security").isEmpty()).isEqualTo(!secure);
        }
    }

    @Test
    void nobodyElseIsBelieved() {
        for (Proxies proxies : List.of(Proxies.NONE, Proxies.parse("10.0.0.5"))) {
            HttpOptions options = new HttpOptions("127.0.0.1", 0, null, false, proxies);
            try (HttpServer server = HttpServer.start(options, GATE, ROUTES);
                    Wire wire = new Wire(server.address())) {
                Wire.Reply reply = wire.send(
                        "GET",
                        "/api/v1/projects",
                        "k",
                        new byte[0],
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "X-Forwarded-Proto",
                        "https");
                assertThat(reply.json().get("address").asString()).isEqualTo("127.0.0.1");
                assertThat(reply.json().get("secure").asBoolean()).isFalse();
            }
        }
    }

    @Test
    void whoGoesRoundTheProxyInPlainTextIsRefused() throws IOException {
        HttpOptions options = new HttpOptions("0.0.0.0", 0, null, false, Proxies.parse("198.51.100.1"));
        Forwarded forwarded = new Forwarded(options);
        InetAddress other = InetAddress.getByName("203.0.113.9");

        assertThat(forwarded.mayAsk(other, false, "/api/v1/projects")).isFalse();
        assertThat(forwarded.mayAsk(other, true, "/api/v1/projects")).isTrue();
        assertThat(forwarded.mayAsk(other, false, "/health/live")).isTrue();
        assertThat(forwarded.mayAsk(InetAddress.getByName("127.0.0.1"), false, "/api/v1/projects"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.5/33", "10.0.0.5/x", "", "10.0.0.5,,", "::1/129"})
    void whatIsNoAddressOfAProxyIsAMistake(String text) {
        assertThatThrownBy(() -> Proxies.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpServer tls(KeyPairFiles files) {
        return HttpServer.start(new HttpOptions("127.0.0.1", 0, files, false, Proxies.NONE), GATE, ROUTES);
    }

    private static X509Certificate shown(URI server) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = open(server)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** Looks, and trusts everybody. Sessions are none of an earlier one's: each has a context of its own. */
    private static SSLSocket open(URI server) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new X509TrustManager[] {new Everybody()}, null);
        return (SSLSocket) context.getSocketFactory().createSocket(server.getHost(), server.getPort());
    }

    private static String get(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
