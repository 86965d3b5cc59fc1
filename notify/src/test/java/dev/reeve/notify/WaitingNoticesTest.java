package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Notices wait for their turn, and one receiver holds up no other. */
class WaitingNoticesTest extends SentNotices {
    @Test
    void aDeadReceiverHoldsUpNoOther() throws Exception {
        try (RawReceiver silent = RawReceiver.doing(socket -> {})) {
            secrets.put("dead", silent.url());
            secrets.put("hook", receiver.url("/in"));
            Notifier notifier = to(Webhook.to("dead"), Webhook.to("hook"))
                    .flushing(Duration.ofMillis(1))
                    .build();
            for (int i = 0; i < 5; i++) {
                notifier.send(Samples.failed("flow-" + i));
            }
            receiver.awaitRequest(5);
            Waiting.until(() -> silent.accepted() == 1);
            notifier.close();
            assertThat(logged.ours())
                    .anyMatch(line -> line.startsWith("not told to webhook (address in secret \"dead\") within 1 ms of"
                            + " the end, 5 in all: [Flow \"flow-0\" failed (run brisk-heron), "));
        }
    }

    @Test
    void whatCannotWaitAnyMoreIsDroppedSaidOnceAndCounted() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        receiver.answer(exchange -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.sendResponseHeaders(200, -1);
        });
        secrets.put("hook", receiver.url("/in"));
        Notifier notifier = to(Webhook.to("hook")).capacity(3).build();
        for (int i = 0; i < 10; i++) {
            notifier.send(Samples.failed("flow-" + i));
        }
        assertThat(logged.ours())
                .containsExactly("not told to webhook (address in secret \"hook\"): Flow \"flow-3\" failed (run"
                        + " brisk-heron). 3 notices wait for it already, and what comes is dropped until it has taken"
                        + " some.");
        go.countDown();
        untilIdle(notifier);
        notifier.send(Samples.failed("flow-10"));
        untilIdle(notifier);
        assertThat(logged.ours().getLast())
                .isEqualTo("dropped while too many notices waited for webhook (address in secret \"hook\"): 7 in all");
        assertThat(receiver.requests()).hasSize(4);
        assertThat(List.of(0, 1, 2, 3))
                .allSatisfy(i -> assertThat(receiver.requests().get(i).text())
                        .contains("\"flow\":\"flow-" + (i < 3 ? i : 10) + "\""));
    }

    @Test
    void aChannelOfOnesOwnThatFailsIsSaidToHaveAndOthersGoOn() throws InterruptedException {
        secrets.put("hook", receiver.url("/in"));
        Channel broken = new Channel() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void deliver(Notice notice, Delivery delivery) throws DeliveryException {
                throw new StackOverflowError("at " + delivery.secret("hook"));
            }
        };
        Notifier notifier = to(broken, Webhook.to("hook")).build();
        notifier.send(Samples.failed());
        notifier.send(Samples.failed());
        receiver.awaitRequest(2);
        untilIdle(notifier);
        assertThat(logged.ours())
                .hasSize(2)
                .allMatch(line -> line.equals("not told to broken: Flow \"daily-etl\" failed (run brisk-heron),"
                        + " because it failed with StackOverflowError: at ***"));
    }

    @Test
    void longTextsAreCutInTheBody() throws InterruptedException {
        secrets.put("hook", receiver.url("/in"));
        String much = "x".repeat(100_000);
        to(Webhook.to("hook")).build().send(Samples.failed("f", new Notice.FailedTask("t", "Failed", much)));
        assertThat(receiver.awaitRequest(1).body()).hasSizeLessThan(20_000);
    }

    @Test
    void aChannelThatCannotBeStoppedIsWaitedForOnce() {
        CountDownLatch never = new CountDownLatch(1);
        Channel stubborn = new Channel() {
            @Override
            public String name() {
                return "stubborn";
            }

            @Override
            public void deliver(Notice notice, Delivery delivery) {
                while (never.getCount() > 0) {
                    Thread.onSpinWait();
                }
            }
        };
        Notifier notifier = to(stubborn).flushing(Duration.ofMillis(1)).build();
        notifier.send(Samples.failed());
        notifier.close();
        notifier.close();
        assertThat(problem()).startsWith("not told to stubborn within 1 ms of the end, 1 in all");
        never.countDown();
    }

    @Test
    void aClosedNotifierTakesNothingMore() throws InterruptedException {
        secrets.put("hook", receiver.url("/in"));
        Notifier notifier = to(Webhook.to("hook")).build();
        notifier.send(Samples.failed());
        notifier.close();
        assertThat(receiver.requests()).hasSize(1);
        notifier.send(Samples.failed());
        assertThat(problem()).endsWith("The notifier was closed before.");
        notifier.close();
    }
}
