package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a hook tells.
 *
 * @param id as receivers see it, the same in all attempts: {@code webhook-id}
 * @param event what it is about: {@code state}, {@code late_start}, {@code long_run}, {@code agent_lost},
 *     {@code missed_schedule}, {@code hook_disabled}, {@code test}
 * @param runId null: of no run
 * @param state the state that the run got into; null: it is about something else
 * @param at when it happened
 * @param outcome {@code waiting}, {@code delivered} or {@code failed}
 * @param nextAttemptAt null: there will be none
 * @param message why the last attempt failed; empty: it did not
 */
public record HookDelivery(
        String id,
        String event,
        @Nullable String runId,
        @Nullable String state,
        Instant at,
        String outcome,
        int attempts,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant nextAttemptAt,
        String message) {}
