package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a session hears when it is heard of. */
public sealed interface Heartbeat {
    /** It goes on, and some of its runs are to be cancelled. */
    record Alive(Instant lastsUntil, List<CancelRequest> cancel) implements Heartbeat {
        public Alive {
            cancel = List.copyOf(cancel);
        }
    }

    /** It was not heard of for too long: its runs are no longer its own. Connect anew. */
    record Lapsed() implements Heartbeat {}

    /**
     * Somebody wants that run to stop.
     *
     * @param graceSeconds how long what runs is waited for; null: as the run and its agent say
     */
    record CancelRequest(
            UUID run, String by, String reason, @Nullable Integer graceSeconds) {}
}
