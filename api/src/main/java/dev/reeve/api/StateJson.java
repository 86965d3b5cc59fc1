package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state on the wire. What a state has not is null.
 *
 * @param name such as {@code Running}
 * @param message its reason, cause, source or text
 * @param attempt the attempt that runs or is next
 * @param failed attempts that failed so far
 * @param due when it goes on
 * @param until how long it waits for a person
 * @param width of a mapped node: how many children
 * @param limitNanos of TimedOut: the limit, in nanoseconds
 * @param attempts of an end: how many attempts there were
 * @param failureType of Failed: the exception's class
 */
public record StateJson(
        String name,
        @Nullable String message,
        @Nullable Integer attempt,
        @Nullable Integer failed,
        @Nullable Instant due,
        @Nullable Instant until,
        @Nullable Integer width,
        @Nullable Long limitNanos,
        @Nullable Integer attempts,
        @Nullable String failureType) {
    public StateJson {
        name = Given.required(name, "name");
    }

    /** A state that has nothing but a message. */
    public static StateJson of(String name, @Nullable String message) {
        return new StateJson(name, message, null, null, null, null, null, null, null, null);
    }
}
