package dev.reeve.notify;

import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Time;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one notice to one channel, once, and says what became of it: for who keeps an outbox of their own and tries again
 * by it. A {@link Notifier} does all that for who has none. Thread-safe.
 */
public final class Courier {
    private final Duration limit;
    private final Destinations destinations;
    private final Time time = new WallTime();

    private Courier(Duration limit, Destinations destinations) {
        this.limit = limit;
        this.destinations = destinations;
    }

    /** Goes wherever an address leads; an attempt may take so long. */
    public static Courier anywhere(Duration limit) {
        return new Courier(limit, Destinations.ANY);
    }

    /** Goes to addresses of the public internet only: see {@link Notifier.Builder#publicAddressesOnly}. */
    public static Courier publicAddressesOnly(Duration limit) {
        return new Courier(limit, Destinations.publicOnly(InetAddress::getAllByName));
    }

    /** What became of an attempt. */
    public sealed interface Outcome {
        /** The receiver took it. */
        record Delivered() implements Outcome {}

        /**
         * The receiver did not take it, or nobody knows whether it did.
         *
         * @param reason half a sentence without a secret, such as {@code it answered 500}
         * @param passing whether another attempt may help
         * @param pause how long the receiver asked to be left alone; zero if it did not
         */
        record Refused(String reason, boolean passing, Duration pause) implements Outcome {}
    }

    /**
     * Delivers it, in this thread.
     *
     * @param id the same in all attempts, so that receivers can drop what they have seen
     * @param attempt counted from 1
     */
    public Outcome deliver(Channel channel, Notice notice, String id, int attempt, SecretProvider secrets) {
        Delivery delivery =
                new Delivery(Objects.requireNonNull(id, "id"), attempt, time.now(), limit, secrets, destinations);
        @Nullable DeliveryException refused = Attempt.of(channel, notice, delivery, time, limit);
        return refused == null
                ? new Outcome.Delivered()
                : new Outcome.Refused(
                        delivery.masked(refused.reason()),
                        refused.isPassing(),
                        refused.askedWait().orElse(Duration.ZERO));
    }
}
