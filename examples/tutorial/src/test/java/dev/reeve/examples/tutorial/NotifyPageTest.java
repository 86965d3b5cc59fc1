package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.notify.Channel;
import dev.reeve.notify.Notifier;
import dev.reeve.notify.Occasion;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page on notifications says is so. */
class NotifyPageTest {
    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    private final List<Integer> answered = new ArrayList<>();
    private final Alerted receiver = new Alerted("a key of more than sixteen bytes");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            answered.add(receiver.receive(exchange.getRequestHeaders()::getFirst, body));
            posted.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Optional<String> secret(String name) {
        return Optional.of(
                name.endsWith("-key")
                        ? "a key of more than sixteen bytes"
                        : "http://localhost:" + server.getAddress().getPort() + "/" + name);
    }

    private static void close(Notifier notifier) {
        notifier.close();
    }

    @Test
    void slackHearsOfAFailureAndOfNothingElse() throws InterruptedException {
        RunOptions options = RunOptions.DEFAULT.secrets(this::secret);
        for (int round = 0; round < 2; round++) {
            Alerted.flow("").run(options);
            assertThat(posted.take()).contains("Flow \\\"orders\\\" failed", "an order without a number", "reeve why ");
            Alerted.run(this::secret);
            assertThat(posted.take()).contains("Flow \\\"orders\\\" succeeded again");
            Alerted.run(this::secret);
        }
    }

    @Test
    void theReceiverTakesWhatTheWebhookSends() throws InterruptedException {
        Notifier ops = Notifier.of(Alerted.webhook());
        Alerted.withOptions(
                Flow.define("bad", f -> f.task(Alerted::order, dev.reeve.Inputs.value(""))),
                ops,
                RunOptions.DEFAULT.secrets(this::secret));
        assertThat(List.of(posted.take(), posted.take()))
                .anyMatch(body -> body.startsWith("{\"type\":\"run.failed\""))
                .anyMatch(body -> body.startsWith("{\"type\":\"task.failed\""));
        close(ops);
        assertThat(answered).containsExactly(200, 200);
        assertThat(receiver.receive(name -> null, new byte[0])).isEqualTo(401);
    }

    @Test
    void fieldsAndTextsAreFilled() throws InterruptedException {
        for (Channel channel : List.of(Alerted.fields(), Alerted.slack())) {
            Notifier ops = Notifier.to(channel).secrets(this::secret).build();
            assertThat(Alerted.tryOut(ops)).isTrue();
            assertThat(posted.take()).contains("Flow \\\"sample-flow\\\" failed*", "this is only a sample");
        }
    }

    @Test
    void aTaskAloneIsToldOf() throws InterruptedException {
        Notifier ops = Notifier.to(Alerted.fields()).secrets(this::secret).build();
        Alerted.important(ops).run();
        assertThat(posted.take()).contains("Task \\\"order\\\" of flow \\\"important\\\" failed");
    }

    @Test
    void theNotifierOfThePageCanBeMade() throws InterruptedException {
        Notifier ops = Alerted.chosen(Alerted.slack(), Alerted.mail(), this::secret);
        assertThat(ops.toString()).contains("mail through smtp.example.com");
        assertThat(ops.flush(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void everyOccasionAndSettingIsListed() throws IOException {
        String page = Documents.read("docs/how-to/notify.md");
        Arrays.stream(Occasion.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .forEach(method -> assertThat(page).contains("| `" + method.getName() + "("));
        Arrays.stream(Notifier.Builder.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == Notifier.Builder.class)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !method.getName().equals("time")) // for tests
                .forEach(method -> assertThat(page).contains("." + method.getName() + "("));
    }
}
