package dev.reeve.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.api.EventKind;
import dev.reeve.api.FieldError;
import dev.reeve.api.FlowRun;
import dev.reeve.api.NewProject;
import dev.reeve.api.TaskRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of what a server answers, and of what lies in between. */
class ReeveClientTest {
    private static final String RUN = """
            {"id":"r1","name":"named","project":"Demo","flow":"shop","version":2,"state":{"name":"Failed","message":"broken",
            "attempts":1,"failureType":"java.io.IOException","shade":"red"},"epoch":1,"parameters":{"rate":0.1,"none":null},
            "labels":["eu"],"createdAt":"2026-11-26T03:00:00Z","newer":{"than":"this client"}}
            """;

    private Scripted server;
    private ReeveClient client;

    @BeforeEach
    void start() throws IOException {
        server = new Scripted();
        client = ReeveClient.at(server.address(), "the-key");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void answerOfANewerServerIsReadAndNumbersStayWhatTheyAre() throws InterruptedException {
        server.answers(200, RUN);

        FlowRun run = client.flowRun("r1");

        assertThat(run.state().failureType()).isEqualTo("java.io.IOException");
        assertThat(run.createdAt()).isEqualTo(Instant.parse("2026-11-26T03:00:00Z"));
        assertThat(run.parameters().get("rate")).isEqualTo(new BigDecimal("0.1"));
        assertThat(run.parameters()).containsEntry("none", null);
        assertThat(server.last().authorization()).isEqualTo("Bearer the-key");
    }

    @Test
    void namesAreEscapedInPathsAndQueries() throws InterruptedException {
        server.answers(200, "{\"items\":[]}");

        client.flows("a b&c=d/ü");
        assertThat(server.last().target()).isEqualTo("/api/v1/flows?project=a%20b%26c%3Dd%2F%C3%BC");
        client.flowRuns(new RunsQuery(null, "shop", "Failed", 10, null));
        assertThat(server.last().target()).isEqualTo("/api/v1/flow-runs?flow=shop&state=Failed&limit=10");
        server.answers(200, "{\"run\":\"r\",\"state\":\"Failed\",\"why\":\"broken\"}");
        client.why("../r 1", "fetch", 3);
        assertThat(server.last().target()).isEqualTo("/api/v1/flow-runs/..%2Fr%201/why?task=fetch&child=3");
        client.why("r1", null, -1);
        assertThat(server.last().target()).isEqualTo("/api/v1/flow-runs/r1/why");
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() throws InterruptedException {
        server.answers(200, "{\"items\":[],\"next\":\"3:-1\"}");
        assertThat(client.taskRuns("r1").next()).isEqualTo("3:-1");
        client.taskRuns("r1", "3:-1");
        assertThat(server.last().target()).isEqualTo("/api/v1/flow-runs/r1/task-runs?limit=2000&cursor=3%3A-1");
        server.answers(200, "{\"entries\":[]}");
        assertThat(client.told("r1", EventKind.FAILED, "17", 5).next()).isNull();
        assertThat(server.last().target()).isEqualTo("/api/v1/flow-runs/r1/told?kind=failed&limit=5&cursor=17");
    }

    @Test
    void bodyIsJsonAndSaysSo() throws InterruptedException {
        server.answers(201, "{\"name\":\"Demo\",\"description\":\"\"}");

        client.createProject(new NewProject("Demo", "for tests"));

        assertThat(server.last().method()).isEqualTo("POST");
        assertThat(server.last().kind()).isEqualTo("application/json");
        assertThat(server.last().body()).isEqualTo("{\"name\":\"Demo\",\"description\":\"for tests\"}");
    }

    @Test
    void refusalSaysWhatIsWrongWithWhichField() {
        server.answers(422, """
                {"type":"invalid","title":"Invalid","status":422,"detail":"The request is not valid.","requestId":"q1",
                "errors":[{"pointer":"/flow","message":"is missing."},{"pointer":"","message":"All is late."}]}
                """);

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> client.flowRun("r1"));

        assertThat(refused).hasMessage("The request is not valid. /flow: is missing.; All is late.");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem().errors()).contains(new FieldError("/flow", "is missing."));
        assertThat(refused.fenced()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "<html>Not here</html>", "[1,2]", "{\"errors\":[null]}", "\u0000"})
    void refusalOfAProxyInBetweenHasItsStatus(String body) {
        server.answers(404, body);

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> client.flowRun("r1"));

        assertThat(refused).isNotNull();
        assertThat(refused.getMessage()).isNotBlank();
    }

    @Test
    void fencedAndGapAreToldApart() {
        server.answers(409, "{\"type\":\"fenced\",\"detail\":\"no longer yours\"}");
        assertThat(catchThrowableOfType(RefusedException.class, () -> client.flowRun("r1"))
                        .fenced())
                .isTrue();
        server.answers(409, "{\"type\":\"gap\",\"detail\":\"missing\",\"nextSeq\":5}");
        RefusedException gap = catchThrowableOfType(RefusedException.class, () -> client.flowRun("r1"));
        assertThat(gap.gap()).isTrue();
        assertThat(gap.problem().nextSeq()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void serverThatCannotNowIsAwayAndSaysForHowLong(int status) {
        server.answers(status, "{\"detail\":\"Too much at once.\"}").retryAfter("7");

        UnavailableException away = catchThrowableOfType(UnavailableException.class, () -> client.flowRun("r1"));

        assertThat(away.getMessage())
                .contains(server.address() + " answered " + status)
                .contains("Too much at once.");
        assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wed, 21 Oct 2026 07:28:00 GMT", "soon", "-5"})
    void waitThatIsNoNumberIsNone(String text) {
        server.answers(503, "").retryAfter(text);

        assertThat(catchThrowableOfType(UnavailableException.class, () -> client.flowRun("r1"))
                        .retryAfter())
                .isZero();
    }

    @Test
    void waitIsNeverLongerThanAnHour() {
        server.answers(503, "").retryAfter("999999999");

        assertThat(catchThrowableOfType(UnavailableException.class, () -> client.flowRun("r1"))
                        .retryAfter())
                .isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome to the hotel's wifi</html>", "[]", "{\"state\":{}}", "{\"id\":"})
    void answerThatIsNoneIsNotTakenForOne(String body) {
        server.answers(200, body);

        assertThatThrownBy(() -> client.flowRun("r1"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("something that no Reeve server of this release answers");
    }

    @Test
    void nothingIsNoAnswer() {
        server.answers(200, "null");

        assertThatThrownBy(() -> client.flowRun("r1")).hasMessageContaining("answered with nothing");
    }

    @Test
    void answerThatBreaksOffIsNotTakenForAWholeOne() {
        server.answers(200, "{\"items\":[]}").cutsOff();

        assertThatThrownBy(() -> client.flows(null))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("No answer from " + server.address());
    }

    @Test
    void nobodyThereIsSaidInWords() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (ReeveClient nobody = ReeveClient.at(URI.create("http://127.0.0.1:" + port), "key")) {
            assertThatThrownBy(() -> nobody.flowRun("r1"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessage("No answer from http://127.0.0.1:" + port
                            + ": no connection. Does the server run, and is that its address?");
        }
    }

    @Test
    void noKeyIsNoHeader() throws InterruptedException {
        server.answers(200, RUN);
        try (ReeveClient nobody = ReeveClient.at(server.address(), "")) {
            nobody.flowRun("r1");
        }
        assertThat(server.last().authorization()).isNull();
    }

    @Test
    void pathBeforeTheApiIsKept() throws InterruptedException {
        server.answers(200, RUN);
        try (ReeveClient behind = ReeveClient.at(URI.create(server.address() + "/reeve//"), "key")) {
            behind.flowRun("r1");
            assertThat(behind.server()).isEqualTo(URI.create(server.address() + "/reeve"));
        }
        assertThat(server.last().target()).isEqualTo("/reeve/api/v1/flow-runs/r1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "host:8700", "http://", "http://host?x=1", "http://host#x", "/path", ""})
    void whatIsNoAddressOfAServerIsRefused(String text) {
        assertThatThrownBy(() -> ReeveClient.at(URI.create(text), "key")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsAreCopies() throws InterruptedException {
        server.answers(
                200,
                "{\"items\":[{\"node\":0,\"child\":-1,\"task\":\"fetch\",\"state\":{\"name\":\"Success\"},"
                        + "\"attempts\":2}]}");

        List<TaskRun> tasks = client.taskRuns("r1").items();

        assertThat(tasks)
                .singleElement()
                .satisfies(task -> assertThat(task.attempts()).isEqualTo(2));
        assertThatThrownBy(tasks::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
