package dev.reeve.agent;

import static dev.reeve.agent.ShortPauses.SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reeve.client.RunnerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run's secrets: those of the server first, and what becomes of them while it is away. */
final class ServerSecretsTest {

    private record Answer(int status, String body) {}

    private static final Answer NONE = new Answer(404, "{\"type\":\"no-secret\",\"status\":404}");
    private static final Answer AWAY = new Answer(503, "{}");

    private final List<String> asked = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private HttpServer http;
    private RunnerClient client;
    private Instant now = Instant.parse("2026-11-26T03:00:00Z");

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
        client = RunnerClient.at(
                URI.create("http://127.0.0.1:" + http.getAddress().getPort()), "run", "key");
    }

    @AfterEach
    void stop() {
        client.close();
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer;
        synchronized (this) {
            asked.add(exchange.getRequestURI().getPath());
            answer = answers.size() > 1 ? answers.remove() : answers.element();
        }
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Answer value(String value) {
        return new Answer(200, "{\"name\":\"token\",\"value\":\"" + value + "\",\"version\":1}");
    }

    private ServerSecrets secrets(Duration patience) {
        return new ServerSecrets(client, name -> Optional.of("local " + name), () -> now, SHORT, patience);
    }

    @Test
    void theServersComesBeforeTheLocalOneAndIsAskedForOnceAMinute() {
        answers.add(value("one"));
        answers.add(value("two"));
        ServerSecrets secrets = secrets(Duration.ofSeconds(60));

        assertThat(secrets.find("token")).contains("one");
        assertThat(secrets.find("token")).contains("one");
        assertThat(asked).containsExactly("/api/v1/runs-in-hand/run/secrets/token");
        now = now.plusSeconds(60);
        assertThat(secrets.find("token")).contains("two");
    }

    @Test
    void whatTheServerDoesNotHaveIsThisMachinesUntilItHasIt() {
        answers.add(NONE);
        answers.add(value("set meanwhile"));
        ServerSecrets secrets = secrets(Duration.ofSeconds(60));

        assertThat(secrets.find("token")).contains("local token");
        assertThat(secrets.find("token")).contains("local token");
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(5);
        assertThat(secrets.find("token")).contains("set meanwhile");
    }

    @Test
    void aNameThatNoServerTakesIsOfThisMachine() {
        answers.add(AWAY);

        assertThat(secrets(Duration.ZERO).find("a/b")).contains("local a/b");
        assertThat(asked).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsWaitedForAndNoLocalOneTakesItsPlace() {
        answers.add(AWAY);
        answers.add(AWAY);
        answers.add(value("late"));

        assertThat(secrets(Duration.ofSeconds(60)).find("token")).contains("late");
        assertThat(asked).hasSize(3);
    }

    @Test
    void whatWasFetchedHoldsWhileTheServerIsAway() {
        answers.add(value("one"));
        answers.add(AWAY);
        ServerSecrets secrets = secrets(Duration.ZERO);
        assertThat(secrets.find("token")).contains("one");
        now = now.plusSeconds(3_600);

        assertThat(secrets.find("token")).contains("one");
    }

    @Test
    void aServerThatStaysAwayFailsTheTaskAndSaysWhatToDo() {
        answers.add(AWAY);

        assertThatThrownBy(() -> secrets(Duration.ZERO).find("token"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be asked for the secret \"token\"")
                .hasMessageContaining(".retries(..)");
    }

    @Test
    void aRefusalFailsTheTask() {
        answers.add(new Answer(409, "{\"type\":\"fenced\",\"status\":409,\"detail\":\"It is another's.\"}"));

        assertThatThrownBy(() -> secrets(Duration.ofSeconds(60)).find("token"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("It is another's.");
    }

    @Test
    void itsWordsHoldNoSecret() {
        answers.add(value("canary"));
        ServerSecrets secrets = secrets(Duration.ZERO);

        assertThat(secrets.find("token")).contains("canary");
        assertThat(secrets.toString()).doesNotContain("canary");
        assertThat(secrets.names()).isEmpty();
    }
}
