package dev.reeve.notify;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a receiver did not take a notice, and whether it may take it later. Its message is
 * half a sentence, such as {@code it answered 500}, and holds no secret.
 */
public final class DeliveryException extends Exception {
    private final boolean passing;
    private final transient @Nullable Duration wait;

    private DeliveryException(String reason, boolean passing, @Nullable Duration wait) {
        super(reason);
        this.passing = passing;
        this.wait = wait;
    }

    /** What may pass: another attempt may succeed. */
    public static DeliveryException passing(String reason) {
        return new DeliveryException(reason, true, null);
    }

    /** What passes after that time, as the receiver said. */
    public static DeliveryException passing(String reason, Duration wait) {
        return new DeliveryException(reason, true, wait);
    }

    /** What stays so however often it is tried. */
    public static DeliveryException lasting(String reason) {
        return new DeliveryException(reason, false, null);
    }

    /** The reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Whether another attempt may succeed. */
    public boolean isPassing() {
        return passing;
    }

    /** How long the receiver asked to be left alone; empty if it did not. */
    public Optional<Duration> askedWait() {
        return Optional.ofNullable(wait);
    }
}
