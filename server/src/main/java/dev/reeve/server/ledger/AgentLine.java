package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent's session as people see it.
 *
 * @param lastsUntil when it is missed if it is not heard of before; null: it said that it goes
 * @param drainsSince since when it takes no more runs, for it is to end; null: it takes some
 * @param endedAt null: it is connected
 */
public record AgentLine(
        long session,
        String agent,
        List<String> labels,
        AgentAbout about,
        Instant connectedAt,
        @Nullable Instant lastsUntil,
        @Nullable Instant drainsSince,
        @Nullable Instant endedAt,
        List<Held> holds) {
    public AgentLine {
        labels = List.copyOf(labels);
        holds = List.copyOf(holds);
    }

    /** A run that it holds; {@code state} is the state's name. */
    public record Held(UUID run, int project, String name, String flow, String state) {}

    /**
     * Runs with the same labels that are due and that nobody holds.
     *
     * @param full the limit of one of these labels that lets no more runs begin; null: there is none
     * @param first those that are claimed first; {@link AgentReader#FIRST} at most
     */
    public record Waiting(
            List<String> labels,
            long runs,
            Instant oldestDue,
            @Nullable String full,
            List<Due> first) {
        public Waiting {
            labels = List.copyOf(labels);
            first = List.copyOf(first);
        }
    }

    /** A run that is due. */
    public record Due(UUID run, int project, String name, String flow, Instant dueAt) {}
}
