package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * What came of the batch of one run. Exactly one of the two is there.
 *
 * @param answer as if it had been sent alone; null: it was refused
 * @param problem why; null: it was not
 */
public record RunAnswer(
        @Nullable EventAnswer answer, @Nullable Problem problem) {}
