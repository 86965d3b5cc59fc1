package dev.reeve.server.ledger;

import dev.reeve.state.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task run as it is now. Those that nothing happened to yet are not written: they are Pending.
 *
 * @param attempt counted from 1; 0: none yet
 * @param result where its result is; null: it has none
 * @param worker the worker of a cluster that called its last attempt; null: its run's own process did, or there was none
 */
public record TaskView(
        TaskKey key,
        State state,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String result,
        @Nullable String worker) {}
