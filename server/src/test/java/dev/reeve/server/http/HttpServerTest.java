package dev.reeve.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewProject;
import dev.reeve.api.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpServerTest {
    private static final String KEY = "anything";

    private final AtomicReference<NewFlowRun> received = new AtomicReference<>();
    private HttpServer server;
    private Wire wire;

    @BeforeAll
    void start() {
        Gate gate = (credentials, changing) -> credentials.bearer() == null
                ? Caller.NOBODY
                : new Caller.OfUser(null, "ann", Role.ADMIN, null, null, "k");
        server = HttpServer.start(
                new HttpOptions("127.0.0.1", 0),
                gate,
                List.of(
                        Route.get("/health/live", request -> Answer.ok(new dev.reeve.api.Health("ok"))),
                        Route.get("/projects", request -> Answer.ok(List.of(request.query("limit", 7, 1, 9)))),
                        Route.get("/me", request -> {
                            throw new IllegalStateException("secret detail of the machine");
                        }),
                        Route.get("/users", request -> {
                            throw new IllegalStateException(new SQLTransientConnectionException("pool is empty"));
                        }),
                        Route.get("/keys", request -> {
                            throw new IllegalStateException(new SQLException("bad value", "22P05"));
                        }),
                        new Route(Method.GET, "/flows", 0, java.util.Set.of("project"), request -> {
                            throw new StackOverflowError("deep");
                        }),
                        Route.post("/projects", request -> Answer.created(request.body(NewProject.class)))
                                .longestBody(200),
                        Route.post("/flow-runs", request -> {
                            received.set(request.body(NewFlowRun.class));
                            return Answer.DONE;
                        })));
        wire = new Wire(server.address());
    }

    @AfterAll
    void stop() {
        wire.close();
        server.close();
    }

    @Test
    void answerHasARequestIdAndKeepsBrowsersFromGuessing() {
        Wire.Reply reply = wire.get("/health/live", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(reply.header("X-Request-Id")).hasSize(16);
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Server")).isEmpty();
    }

    @Test
    void whoBringsNoKeyIsAskedForOne() {
        Wire.Reply reply = wire.get("/api/v1/me", "");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertProblem(reply, 401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, 404",
        "GET, /, 404",
        "DELETE, /api/v1/projects, 405",
        "PUT, /api/v1/projects, 405",
        "TRACE, /api/v1/projects, 405",
        "GET, /api/v1/projects?limit=x, 422",
        "GET, /api/v1/projects?limit=10, 422",
        "GET, /api/v1/projects?limit=1&limit=2, 422",
        "GET, /api/v1/projects?other=1, 422",
        "GET, /api/v1/projects/..%2f..%2fx, 404",
        "GET, /api/v1/me, 500",
        "GET, /api/v1/users, 503",
        "GET, /api/v1/keys, 422",
        "GET, /api/v1/flows, 500",
    })
    void everyRefusalIsAProblem(String method, String path, int status) {
        Wire.Reply reply = wire.send(method, path, KEY, new byte[0]);

        assertThat(reply.status()).isEqualTo(status);
        assertProblem(reply, status);
    }

    @Test
    void failureOfOursTellsNothingOfTheMachine() {
        assertThat(wire.get("/api/v1/me", KEY).text())
                .doesNotContain("secret detail")
                .doesNotContain("Exception");
    }

    @Test
    void databaseThatIsAwaySaysWhenToComeBack() {
        assertThat(wire.get("/api/v1/users", KEY).header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/projects?limit=%zz HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\n\r\n",
                "GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/projects HTTP/1.1\r\n\r\n",
                "GET /api/v1/projects HTTP/9.9\r\nHost: x\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "POST /api/v1/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\nContent-Length: -1\r\n\r\n",
                "POST /api/v1/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\nContent-Length: 1\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\nx",
            })
    void whatIsNoHttpIsRefusedWithoutWordsOfTheMachine(String request) throws IOException {
        String answer = raw(request);

        assertThat(answer).matches("(?s)HTTP/1.1 (4|505).*").contains("application/problem+json");
        assertThat(answer).doesNotContain("Jetty").doesNotContain("Exception").doesNotContain("<html");
    }

    @Test
    void headersThatAreTooLongAreRefused() throws IOException {
        String answer = raw("GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431").contains("application/problem+json");
    }

    private String raw(String request) throws IOException {
        URI at = server.address();
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                         | 400 |",
                "{\"name\":\"a\"           | 400 |",
                "{\"name\":\"a\",\"name\":\"b\"} | 400 |",
                "nonsense                  | 400 |",
                "null                      | 422 | : must be an object, not null.",
                "[]                        | 422 | : must be an object.",
                "\"a\"                     | 422 | : must be an object.",
                "{}                        | 422 | /name: is missing.",
                "{\"name\":null}           | 422 | /name: is missing.",
                "{\"name\":1}              | 422 | /name: must be text.",
                "{\"name\":[\"a\"]}        | 422 | /name: must be text.",
                "{\"name\":{}}             | 422 | /name: must be text.",
                "{\"name\":true}           | 422 | /name: must be text.",
                "{\"name\":\"a\",\"x/y\":1} | 422 | /x~1y: is not known here. Known are: description, name.",
                "{\"name\":\"a\"} {}       | 422 | : is followed by something else; one object is expected.",
            })
    void bodyThatDoesNotFitIsRefusedByField(String body, int status, String error) {
        Wire.Reply reply = wire.post("/api/v1/projects", KEY, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertProblem(reply, status);
        if (error != null) {
            assertThat(reply.firstError()).isEqualTo(error);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"a\\u0000b\"}", "{\"name\":\"\\ud800\"}", "{\"name\":\"a\\udc00b\"}"})
    void textThatNoDatabaseKeepsIsRefusedByField(String body) {
        Wire.Reply reply = wire.post("/api/v1/projects", KEY, body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.firstError()).startsWith("/name: has a character that cannot be stored");
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] body = "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        body[9] = (byte) 0xC0;
        Wire.Reply reply = wire.send("POST", "/api/v1/projects", KEY, body, "Content-Type", "application/json");

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void bodyThatIsTooLongIsRefused() {
        String body = "{\"name\":\"" + "x".repeat(300) + "\"}";

        assertProblem(wire.post("/api/v1/projects", KEY, body), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""})
    void bodyOfAnotherKindIsRefused(String kind) {
        byte[] body = "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        String[] headers = kind.isEmpty() ? new String[0] : new String[] {"Content-Type", kind};

        assertProblem(wire.send("POST", "/api/v1/projects", KEY, body, headers), 415);
    }

    @Test
    void missingBodyIsRefused() {
        Wire.Reply reply = wire.send("POST", "/api/v1/projects", KEY, new byte[0], "Content-Type", "application/json");

        assertProblem(reply, 400);
    }

    @Test
    void valuesAreReadAsTheyAreWritten() {
        String body =
                "{\"flow\":\"f\",\"parameters\":{\"a\":0.10,\"b\":12345678901234567890,\"c\":null,\"d\":[1,\"x\"]},"
                        + "\"scheduledFor\":\"2026-01-31T12:00:00.123456789Z\"}";

        assertThat(wire.post("/api/v1/flow-runs", KEY, body).status()).isEqualTo(204);
        NewFlowRun run = received.get();
        assertThat(run.parameters())
                .containsEntry("a", new java.math.BigDecimal("0.10"))
                .containsEntry("b", new java.math.BigInteger("12345678901234567890"))
                .containsEntry("c", null)
                .containsEntry("d", List.of(1, "x"));
        assertThat(run.scheduledFor()).isEqualTo("2026-01-31T12:00:00.123456789Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":1.5 | /version: must be a whole number.",
                "\"version\":\"1\" | /version: must be a whole number.",
                "\"version\":99999999999 | /version: is a number out of range.",
                "\"parameters\":[] | /parameters: must be an object.",
                "\"parameters\":{\"a\":1e99999} | /parameters/a: is a number too large or too small to be stored.",
                "\"parameters\":{\"a\\u0000\":1} | /parameters/a\\u0000: has a character that cannot be stored: \\u0000 or half"
                        + " a surrogate pair.",
                "\"labels\":\"a\" | /labels: must be a list.",
                "\"labels\":[null] | /labels: has an element that is null.",
                "\"labels\":[1] | /labels/0: must be text.",
                "\"scheduledFor\":\"soon\" | /scheduledFor: must be a time such as 2026-01-31T12:00:00Z, between the years 1"
                        + " and 9999.",
                "\"scheduledFor\":12 | /scheduledFor: must be a time such as 2026-01-31T12:00:00Z, between the years 1 and"
                        + " 9999.",
                "\"scheduledFor\":\"+99999-01-01T00:00:00Z\" | /scheduledFor: must be a time such as 2026-01-31T12:00:00Z,"
                        + " between the years 1 and 9999.",
                "\"interval\":{\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"} | /interval/to: is not"
                        + " after from.",
                "\"interval\":{\"from\":\"2026-01-02T00:00:00Z\"} | /interval/to: is missing.",
            })
    void fieldsOfARunAreRefusedOneByOne(String field, String error) {
        Wire.Reply reply = wire.post("/api/v1/flow-runs", KEY, "{\"flow\":\"f\"," + field + "}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(reply.firstError()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 100_000})
    void bodyThatIsNestedTooDeepIsRefused(int depth) {
        String body = "{\"flow\":\"f\",\"parameters\":{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}}";

        assertProblem(wire.post("/api/v1/flow-runs", KEY, body), 400);
    }

    @Test
    void routeThatTheTableDoesNotListIsNotServed() {
        assertThatThrownBy(() -> HttpServer.start(
                        new HttpOptions("127.0.0.1", 0),
                        (credentials, changing) -> Caller.NOBODY,
                        List.of(Route.get("/everything", request -> Answer.DONE))))
                .hasMessageContaining("GET /everything");
    }

    @Test
    void portThatIsTakenIsSaid() {
        int port = server.address().getPort();

        assertThatThrownBy(() -> HttpServer.start(
                        new HttpOptions("127.0.0.1", port), (credentials, changing) -> Caller.NOBODY, List.of()))
                .isInstanceOf(PortInUseException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("--port");
    }

    private static void assertProblem(Wire.Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().get("status").asInt()).isEqualTo(status);
        assertThat(reply.json().get("title").asString()).isNotBlank();
        assertThat(reply.json().get("requestId").asString()).isEqualTo(reply.header("X-Request-Id"));
    }
}
