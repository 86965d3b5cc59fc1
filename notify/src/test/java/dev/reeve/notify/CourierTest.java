package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.notify.Courier.Outcome;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CourierTest {
    private static final Instant AT = Instant.parse("2026-11-26T06:00:00Z");

    private interface Doing {
        void with(Delivery delivery) throws DeliveryException, InterruptedException;
    }

    private static Channel channel(Doing doing) {
        return new Channel() {
            @Override
            public String name() {
                return "a channel of the test";
            }

            @Override
            public void deliver(Notice notice, Delivery delivery) throws DeliveryException, InterruptedException {
                doing.with(delivery);
            }
        };
    }

    private static Outcome outcome(Courier courier, Doing doing) {
        return courier.deliver(channel(doing), Notice.sample(), "id", 2, name -> Optional.of("canary-4711"));
    }

    @Test
    void itSaysWhatBecameOfTheAttempt() {
        Courier courier = Courier.anywhere(Duration.ofSeconds(60));

        assertThat(outcome(courier, delivery -> {})).isEqualTo(new Outcome.Delivered());
        assertThat(outcome(courier, delivery -> {
                    throw DeliveryException.passing("it answered 503 to " + delivery.id(), Duration.ofSeconds(7));
                }))
                .isEqualTo(new Outcome.Refused("it answered 503 to id", true, Duration.ofSeconds(7)));
        assertThat(outcome(courier, delivery -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.passing()).isFalse());
    }

    @Test
    void whatItSaysHoldsNoSecret() {
        assertThat(outcome(Courier.anywhere(Duration.ofSeconds(60)), delivery -> {
                    throw DeliveryException.lasting("it does not know " + delivery.secret("address"));
                }))
                .isEqualTo(new Outcome.Refused("it does not know ***", false, Duration.ZERO));
    }

    @Test
    void anAttemptThatTakesTooLongIsInterrupted() {
        assertThat(outcome(Courier.anywhere(Duration.ofMillis(20)), delivery -> new CountDownLatch(1).await()))
                .isEqualTo(new Outcome.Refused("it did not take it within 20 ms", true, Duration.ZERO));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void addressesOfThisNetworkAreRefusedIfOnlyPublicOnesAreMeant() {
        assertThat(outcome(
                        Courier.publicAddressesOnly(Duration.ofSeconds(60)),
                        delivery -> delivery.requireAllowed("127.0.0.1")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("not of the public internet"));
    }

    @Test
    void newsOfNoRunNamesNone() {
        Notice lost = Notice.trouble("", "", "", "AgentLost", "Agent w1 was lost", "It was not heard of.", AT);

        assertThat(lost.title()).isEqualTo("Agent w1 was lost");
        assertThat(lost.type()).isEqualTo("server.agent_lost");
        assertThat(lost.advice()).isEmpty();
        assertThat(LetterText.plain(lost))
                .doesNotContain("Run:")
                .doesNotContain("Flow:")
                .contains("It was not heard of.");
        assertThat(Slack.webhook("x").message(lost).toString())
                .doesNotContain(", run")
                .doesNotContain("*Run*");
    }

    @Test
    void newsOfARunIsWordedByItsState() {
        Notice failed = Notice.ofRun("shop", "id", "monday", new State.Crashed("agent lost", 1), List.of(), 0, AT, AT);

        assertThat(failed.title()).isEqualTo("Flow \"shop\" crashed");
        assertThat(failed.type()).isEqualTo("run.crashed");
        assertThat(failed.advice()).isEqualTo("reeve why id");
        assertThat(failed.tone()).isEqualTo(Notice.Tone.BAD);
    }
}
