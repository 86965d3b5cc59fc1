package dev.reeve.server.ledger;

import dev.reeve.state.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task run as it is now. Those that nothing happened to yet are not written: they are Pending.
 *
 * @param attempt counted from 1; 0: none yet
 * @param result where its result is; null: it has none
 */
public record TaskView(
        TaskKey key,
        State state,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String result) {}
