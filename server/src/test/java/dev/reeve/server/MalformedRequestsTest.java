package dev.reeve.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.contract.Schemas;
import dev.reeve.server.http.Access;
import dev.reeve.server.http.AuthorizationTable;
import dev.reeve.server.http.HttpServer;
import dev.reeve.server.http.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Bodies that are no JSON, at every route that takes one; hostile query parameters, parts of paths, and headers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestsTest {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "-1",
            "0",
            "2147483648",
            "99999999999999999999",
            "1e9",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "x".repeat(3_000),
            "\0",
            "a\0b",
            "\n",
            "'; drop table project; --",
            "%' or 1=1 --",
            "%_\\",
            "\u202ex\u001b[31m",
            "\uFFFD\uD83D\uDCA9",
            "..",
            "../../etc/passwd",
            "0001-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "PT-1S",
            "P99999999D",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "AAAA====",
            "a,b,,c",
            "Failed,Nothing");

    private TestServer server;
    private RealPaths paths;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        paths = RealPaths.on(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String key(Access access) {
        return switch (access) {
            case OPEN -> "";
            case ANY_KEY, VIEWER, MEMBER, ADMIN -> TestServer.ADMIN;
            case AGENT -> paths.agentKey();
            case RUNNER -> paths.runKey();
        };
    }

    private static Stream<Map.Entry<String, Access>> routes(String... methods) {
        return new TreeMap<>(AuthorizationTable.ROUTES)
                .entrySet().stream()
                        .filter(route ->
                                List.of(methods).contains(route.getKey().split(" ")[0]));
    }

    /** The files of the archive, by name; a tar is blocks of 512 bytes. */
    private static Map<String, byte[]> suite() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream packed = Objects.requireNonNull(
                MalformedRequestsTest.class.getResourceAsStream("/badinput/json-test-suite.tar.gz"))) {
            ByteArrayInputStream tar = new ByteArrayInputStream(new GZIPInputStream(packed).readAllBytes());
            for (byte[] head = tar.readNBytes(512); head.length == 512 && head[0] != 0; head = tar.readNBytes(512)) {
                String name = new String(head, 0, 100, US_ASCII).replace("\0", "");
                int size = Integer.parseInt(new String(head, 124, 11, US_ASCII).strip(), 8);
                byte[] content = tar.readNBytes(size);
                tar.skipNBytes((512 - size % 512) % 512);
                if (name.endsWith(".json")) {
                    files.put(name.substring(name.lastIndexOf('/') + 1), content);
                }
            }
        }
        return files;
    }

    /** A fifth of the suite each, so that each file meets a fifth of the routes; one route meets them all. */
    @TestFactory
    Stream<DynamicTest> whatIsNoJsonIsRefusedByEveryRouteThatTakesABody() throws IOException {
        List<Map.Entry<String, byte[]>> files = List.copyOf(suite().entrySet());
        assertThat(files).hasSizeGreaterThan(300);
        List<Map.Entry<String, Access>> taking = routes("POST", "PUT", "PATCH").toList();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < taking.size(); i++) {
            int place = i;
            Map.Entry<String, Access> route = taking.get(i);
            boolean all = route.getKey().equals("POST /flow-runs");
            tests.add(DynamicTest.dynamicTest(route.getKey(), () -> {
                for (int j = 0; j < files.size(); j++) {
                    if (all || j % 5 == place % 5) {
                        body(route.getKey(), key(route.getValue()), files.get(j));
                    }
                }
            }));
        }
        return tests.stream();
    }

    private void body(String route, String key, Map.Entry<String, byte[]> file) {
        String path = paths.of(route);
        Wire.Reply reply =
                server.wire().send(route.split(" ")[0], path, key, file.getValue(), "Content-Type", "application/json");
        assertThat(reply.status())
                .as("%s with %s: %s", path, file.getKey(), reply.text())
                .isLessThan(500);
        if (file.getKey().startsWith("n_") && file.getValue().length > 0 && readsABody(route)) {
            assertThat(reply.status())
                    .as("%s with %s: %s", path, file.getKey(), reply.text())
                    .isGreaterThanOrEqualTo(400);
        }
    }

    /** The others do what their path says. */
    private static boolean readsABody(String route) {
        return Stream.of("/heartbeat", "/drain", "/logout", "/test", "/enable", "/preview", "/resume")
                .noneMatch(route::endsWith);
    }

    private static List<String> parameters(JsonNode contract, String route) {
        JsonNode operation = contract.get("paths")
                .get(HttpServer.fullPath(route.split(" ")[1]))
                .get(route.split(" ")[0].toLowerCase(java.util.Locale.ROOT));
        List<String> names = new ArrayList<>();
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter =
                    each.has("$ref") ? contract.at(each.get("$ref").asString().substring(1)) : each;
            if (parameter.path("in").asString().equals("query")) {
                names.add(parameter.get("name").asString());
            }
        }
        return names;
    }

    @TestFactory
    Stream<DynamicTest> everyQueryParameterOfTheContractIsTakenOrRefused() {
        JsonNode contract = Schemas.DOCUMENT;
        return routes("GET", "POST", "PUT", "PATCH", "DELETE")
                .filter(route -> !route.getKey().equals("GET /stream")) // has no end of its own; StreamTest asks it
                .filter(route -> !parameters(contract, route.getKey()).isEmpty())
                .map(route -> DynamicTest.dynamicTest(route.getKey(), () -> {
                    for (String parameter : parameters(contract, route.getKey())) {
                        for (String text : TEXTS) {
                            query(route.getKey(), key(route.getValue()), parameter, text);
                        }
                    }
                }));
    }

    private void query(String route, String key, String parameter, String text) {
        String path = paths.of(route) + "?" + parameter + "=" + URLEncoder.encode(text, UTF_8);
        Wire.Reply reply = server.wire().send(route.split(" ")[0], path, key, new byte[0]);
        assertThat(reply.status()).as("%s: %s", path, reply.text()).isLessThan(500);
    }

    @TestFactory
    Stream<DynamicTest> everyPartOfAPathOfWhatChangesIsTakenOrRefused() {
        return routes("POST", "PUT", "PATCH", "DELETE")
                .filter(route -> route.getKey().contains("{"))
                .map(route -> DynamicTest.dynamicTest(route.getKey(), () -> {
                    for (String text : TEXTS) {
                        String part = URLEncoder.encode(text, UTF_8).replace("+", "%20");
                        String path = HttpServer.fullPath(route.getKey().split(" ")[1])
                                .replaceAll("\\{\\w+}", part);
                        String method = route.getKey().split(" ")[0];
                        int status = raw(method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                + "Authorization: Bearer " + key(route.getValue())
                                + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
                        assertThat(status).as("%s %s", method, path).isBetween(200, 499);
                    }
                }));
    }

    /** Straight onto the socket, each time a new one: no client sends such, and some answers end the connection. */
    private int raw(String request) throws IOException {
        URI address = server.server().address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
            return answer.matches("HTTP/1\\.\\d \\d{3}") ? Integer.parseInt(answer.substring(9)) : 0;
        }
    }

    @Test
    void hostileHeadersAreTakenOrRefused() throws IOException {
        List<String> values = List.of(
                "",
                "x".repeat(5_000),
                "x".repeat(20_000),
                "\u0001\u0002",
                "\u00ff\u00fe",
                "Bearer",
                "Bearer  ",
                "Bearer rvr_" + "A".repeat(70),
                "Bearer rvr_" + "\u00e9".repeat(70),
                "Basic !!!",
                "-1",
                "99999999999999999999",
                "gzip, chunked",
                "text/html; charset=no-such",
                "application/json; charset=utf-16",
                "*/*;q=z",
                "::::",
                "127.0.0.1, , ,unknown",
                "a=b; ; =; reeve_session=%00");
        for (String header : List.of(
                "Authorization",
                "Content-Type",
                "Accept",
                "Accept-Encoding",
                "Cookie",
                "X-CSRF-Token",
                "X-Request-Id",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "Last-Event-ID",
                "If-None-Match",
                "Range",
                "Host",
                "Origin",
                "Content-Encoding",
                "Expect",
                "Content-Length",
                "Transfer-Encoding",
                "Upgrade",
                "Connection")) {
            for (String value : values) {
                for (String start : List.of("GET /api/v1/projects", "POST /api/v1/projects", "GET /health/live")) {
                    String host = header.equals("Host") ? "" : "Host: a\r\n";
                    String key =
                            header.equals("Authorization") ? "" : "Authorization: Bearer " + TestServer.ADMIN + "\r\n";
                    String close = header.equals("Connection") ? "" : "Connection: close\r\n";
                    int status = raw(start + " HTTP/1.1\r\n" + host + key + close + header + ": " + value + "\r\n\r\n");
                    boolean notSpoken =
                            status == 501 && header.equals("Transfer-Encoding"); // an encoding that HTTP has not
                    assertThat(notSpoken ? 400 : status)
                            .as("%s with %s: %s", start, header, value.length() > 80 ? value.length() : value)
                            .isLessThan(500);
                }
            }
        }
        assertThat(raw("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .isEqualTo(200);
    }
}
