package dev.reeve.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();

    private static Piece piece(long revision, int length) {
        return new Piece(new Topic.Agents(), revision, revision, false, new byte[length]);
    }

    private Outbox.Next next() throws InterruptedException {
        return outbox.next(Duration.ZERO);
    }

    @Test
    void whatIsPutInComesOutInOrder() throws InterruptedException {
        Piece one = piece(1, 10);
        Piece two = piece(2, 10);
        outbox.put(one);
        outbox.put(two);

        assertThat(next()).isEqualTo(new Outbox.Next.Event(one));
        assertThat(next()).isEqualTo(new Outbox.Next.Event(two));
        assertThat(next()).isEqualTo(new Outbox.Next.Silence());
    }

    @Test
    void whoIsSlowIsToldToReadAnewAndHoldsNothingMeanwhile() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            outbox.put(piece(i, 10));
        }
        assertThat(next()).isEqualTo(new Outbox.Next.Behind());
        assertThat(next()).isEqualTo(new Outbox.Next.Silence());
        Piece later = piece(10_001, 10);
        outbox.put(later);
        assertThat(next()).isEqualTo(new Outbox.Next.Event(later));
    }

    @Test
    void longOnesAreThrownAwaySooner() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            outbox.put(piece(i, 1 << 20));
        }
        assertThat(next()).isEqualTo(new Outbox.Next.Behind());
    }

    @Test
    void endComesBeforeWhatIsLeft() throws InterruptedException {
        outbox.put(piece(1, 1));
        outbox.end();

        assertThat(next()).isEqualTo(new Outbox.Next.End());
        assertThat(next()).isEqualTo(new Outbox.Next.End());
    }
}
