package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hook.
 *
 * @param flow the only flow that it is about; null: all of the project
 * @param leadsTo for people: a host, or who gets the mail
 * @param failingSince the first failure since the last delivery; null: none
 * @param disabledAt since when it tells nothing, as it failed for days; null: it tells
 * @param disabledWhy what it failed with
 */
public record Hook(
        String id,
        String project,
        @Nullable String flow,
        String name,
        List<String> states,
        @Nullable Integer lateAfterSeconds,
        @Nullable Integer longAfterSeconds,
        boolean agentLost,
        boolean missedSchedule,
        ChannelKind channel,
        String leadsTo,
        String createdBy,
        Instant createdAt,
        @Nullable Instant failingSince,
        @Nullable Instant disabledAt,
        @Nullable String disabledWhy) {
    public Hook {
        states = Given.list(states, "states");
    }
}
