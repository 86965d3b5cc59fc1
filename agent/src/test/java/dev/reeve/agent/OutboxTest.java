package dev.reeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When events go, and which of them together. One that nobody waits for would go after an hour here. */
final class OutboxTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final Outbox outbox = new Outbox(1, HOUR);

    private void happens(int count) {
        for (int i = 0; i < count; i++) {
            outbox.add(Event.began(i, -1, Instant.EPOCH, "run"), 0);
            outbox.publish();
        }
    }

    @BeforeEach
    void theFirstGoesAtOnce() throws InterruptedException {
        happens(1);
        assertThat(sizeOf(outbox.next(HOUR))).isEqualTo(1);
    }

    private static int sizeOf(@Nullable EventBatch batch) {
        return batch == null ? 0 : batch.events().size();
    }

    /** Who sends, and waits for company by now. */
    private FutureTask<Integer> sending() {
        FutureTask<Integer> sends = new FutureTask<>(() -> sizeOf(outbox.next(HOUR)));
        Thread sender = Thread.ofPlatform().daemon().start(sends);
        while (sender.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(sends).isNotDone();
        return sends;
    }

    @Test
    void whatNobodyWaitsForGoesWithWhatFollowsOnceSomebodyWaits() throws Exception {
        happens(1);
        FutureTask<Integer> sends = sending();
        happens(2);
        Thread worker = Thread.ofPlatform().daemon().start(() -> {
            try {
                outbox.awaitAcknowledged(4, Lease.unlimited());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(sends.get()).isEqualTo(3);
        outbox.acknowledged(4);
        worker.join();
        happens(1);
        assertThat(sending()).as("nobody waits any more").isNotDone();
    }

    @Test
    void enoughForABatchGoesAtOnce() throws Exception {
        happens(1);
        FutureTask<Integer> sends = sending();
        happens(499);
        assertThat(sends.get()).isEqualTo(500);
    }

    @Test
    void theEndGoesAtOnceWithAllThatWasTold() throws Exception {
        happens(1);
        FutureTask<Integer> sends = sending();
        happens(1);
        outbox.over();
        assertThat(sends.get()).isEqualTo(2);
        assertThat(outbox.isEmptied()).isTrue();
    }

    @Test
    void aRunThatRestsHasAllSentAtOnce() throws Exception {
        happens(1);
        FutureTask<Integer> sends = sending();
        Thread run = Thread.ofPlatform().daemon().start(outbox::awaitSafe);
        assertThat(sends.get()).isEqualTo(1);
        outbox.safe(2);
        run.join();
    }

    @Test
    void aRunThatIsLostSendsNothingMore() throws Exception {
        happens(1);
        FutureTask<Integer> sends = sending();
        outbox.lost();
        assertThat(sends.get()).isZero();
    }
}
