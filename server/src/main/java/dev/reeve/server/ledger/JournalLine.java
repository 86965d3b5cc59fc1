package dev.reeve.server.ledger;

import dev.reeve.state.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that who held a run told of it.
 *
 * @param seq its number within the run
 * @param key the task run; null: the run itself
 * @param from the name of the state before
 * @param state what it became; null if no state changed
 * @param told what else was told, as JSON; null if a state changed
 */
public record JournalLine(
        int seq,
        int epoch,
        @Nullable TaskKey key,
        String from,
        @Nullable State state,
        @Nullable String told,
        Instant at) {}
