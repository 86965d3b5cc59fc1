package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent, from when it said that it is there.
 *
 * @param session names it until it goes
 * @param host where it is; empty: it did not say
 * @param slots how many runs it takes at once; 0: it did not say
 * @param version the release that it is of; empty: it did not say
 * @param lastHeartbeatAt null: it said that it goes
 * @param lostAt since when its runs are no longer its own, unless it is heard of before
 * @param drainsSince since when it takes no more runs, for it is to end; null: it takes some
 * @param endedAt since when it is gone; null: it is there
 * @param holds the runs that it has, of projects that whoever asks sees
 */
public record AgentInfo(
        String session,
        String name,
        String host,
        List<String> labels,
        int slots,
        String version,
        Instant connectedAt,
        @Nullable Instant lastHeartbeatAt,
        @Nullable Instant lostAt,
        @Nullable Instant drainsSince,
        @Nullable Instant endedAt,
        List<HeldRun> holds) {
    public AgentInfo {
        labels = Given.texts(labels, "labels");
        holds = Given.list(holds, "holds");
    }
}
