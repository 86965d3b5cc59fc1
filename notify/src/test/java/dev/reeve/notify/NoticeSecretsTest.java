package dev.reeve.notify;

import static dev.reeve.Inputs.secret;
import static dev.reeve.notify.Occasion.runFails;
import static dev.reeve.notify.Occasion.taskFails;
import static dev.reeve.notify.Occasion.taskRetries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.state.Backoff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A failure whose message holds a secret is told without it: to Slack, webhooks and in the log. */
class NoticeSecretsTest {
    private static final String CANARY = "canary/of+the wire=4711";

    private final Receiver receiver = Receiver.started();
    private final Logged logged = new Logged();

    @AfterEach
    void close() {
        logged.close();
        receiver.close();
    }

    static int refuses(Secret key) {
        String basic = Base64.getEncoder().encodeToString(("etl:" + key.reveal()).getBytes(StandardCharsets.UTF_8));
        throw new IllegalStateException(
                "401 for " + key.reveal(), new IllegalArgumentException("Authorization: Basic " + basic));
    }

    @Test
    void whatIsOnTheWireHoldsNoSecret() throws InterruptedException {
        Map<String, String> secrets = Map.of("key", CANARY, "hook", receiver.url("/in"));
        Notifier ops = Notifier.to(
                        Slack.webhook("hook"),
                        Webhook.to("hook"),
                        Webhook.to("hook")
                                .field("all", "{title} {message} {cause} {failed_tasks} {advice} {task} {run_name}"))
                .retries(1, Backoff.none())
                .build();
        Flow flow = Flow.define("leaky", f -> {
            f.onStateChange(ops.on(runFails(), taskFails(), taskRetries()));
            f.task(NoticeSecretsTest::refuses, secret("key"))
                    .retries(1, Duration.ZERO)
                    .onFailure(ops.always())
                    .onRetry(ops.always());
        });
        flow.run(RunOptions.DEFAULT.secrets(name -> Optional.ofNullable(secrets.get(name))));
        assertThat(ops.flush(Duration.ofMinutes(1))).isTrue();

        assertThat(receiver.requests()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(receiver.requests())
                .allSatisfy(request -> assertThat(
                                request.text() + request.headers().entrySet())
                        .doesNotContain(CANARY)
                        .doesNotContain("canary")
                        .doesNotContain(Base64.getEncoder()
                                .encodeToString(("etl:" + CANARY).getBytes(StandardCharsets.UTF_8))));
        assertThat(receiver.requests())
                .anySatisfy(request -> assertThat(request.text()).contains("401 for ***"));
        assertThat(logged.everything()).doesNotContain("canary");
    }
}
