package dev.reeve.server.ledger;

import dev.reeve.state.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run or one of its tasks became.
 *
 * @param seq its number within the run
 * @param key the task run; null: the run itself
 * @param byServer whether the server did that; else who held the run then
 * @param at by the clock of who said it
 */
public record HistoryLine(int seq, int epoch, @Nullable TaskKey key, State state, boolean byServer, Instant at) {}
