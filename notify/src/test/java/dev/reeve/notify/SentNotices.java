package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.spi.SettableTime;
import dev.reeve.state.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** What tests of delivered notices share: a receiver, secrets, a time that is set, and what was logged. */
abstract class SentNotices {
    static final String CANARY = "T0CANARY/B0CANARY";
    static final Duration MINUTE = Duration.ofMinutes(1);

    final SettableTime time = new SettableTime(Samples.NOON);
    final Map<String, String> secrets = new HashMap<>();
    final Receiver receiver = Receiver.started();
    final Logged logged = new Logged();

    @AfterEach
    void close() {
        logged.close();
        receiver.close();
    }

    Notifier.Builder to(Channel... channels) {
        return Notifier.to(channels)
                .time(time)
                .destinations(destinations())
                .retries(3, Backoff.constant(MINUTE))
                .secrets(name -> Optional.ofNullable(secrets.get(name)));
    }

    static void untilIdle(Notifier notifier) throws InterruptedException {
        assertThat(notifier.flush(Duration.ofMinutes(2))).isTrue();
    }

    /** Sends a notice through a webhook to that address, and waits until it is delivered or given up. */
    void send(String address) throws InterruptedException {
        secrets.put("hook", address);
        Notifier notifier = to(Webhook.to("hook")).retries(1, Backoff.none()).build();
        notifier.send(Samples.failed());
        untilIdle(notifier);
    }

    String problem() {
        assertThat(logged.ours()).hasSize(1);
        assertThat(logged.everything()).doesNotContain("CANARY");
        return logged.ours().getFirst();
    }

    /** Where they may go. */
    Destinations destinations() {
        return Destinations.ANY;
    }
}
