package dev.reeve.server.ledger;

import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion.Cause;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is now.
 *
 * @param version what it looks like; less than 0: no version of a flow
 * @param epoch how often somebody took it
 * @param seq the number of the last line of its history
 * @param agent who holds it; null: nobody
 * @param meantAt when it was meant to begin; of a run that a schedule asked for the time of its firing
 * @param zone the name of the zone in which it tells the day
 * @param due when it may begin, while it is queued; null: it is not
 * @param cancelReason why it is to stop, while who holds it was not told yet; null: it is not
 * @param inner where it lies, if it is a task of another run; null: it is none
 */
public record RunView(
        UUID id,
        int project,
        int flow,
        String flowName,
        int version,
        String name,
        State state,
        int epoch,
        int seq,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        String parameters,
        DataInterval interval,
        Instant meantAt,
        String zone,
        List<String> labels,
        int priority,
        Cause cause,
        String words,
        String by,
        TaskKey.@Nullable InRun parent,
        @Nullable String agent,
        @Nullable Instant due,
        @Nullable String cancelReason,
        InnerRun.@Nullable Place inner) {}
