package dev.reeve.agent;

import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.JournalPage;
import dev.reeve.api.Reopening;
import dev.reeve.api.ReuseRule;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.UnavailableException;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was told of a run in its earlier epochs, put down as a record of this process, so that the engine goes on with the
 * run as it goes on with any recorded one. Used by one thread.
 */
final class EarlierEpochs {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierEpochs.class);

    private final RunnerClient server;
    private final RunnerRecords records;
    private final ClaimedRun claimed;
    private final Outbox outbox;
    private final Pauses pauses;
    private final InstantSource clock;

    EarlierEpochs(
            RunnerClient server,
            RunnerRecords records,
            ClaimedRun claimed,
            Outbox outbox,
            Pauses pauses,
            InstantSource clock) {
        this.server = server;
        this.records = records;
        this.claimed = claimed;
        this.outbox = outbox;
        this.pauses = pauses;
        this.clock = clock;
    }

    /**
     * The options of a run that goes on.
     *
     * @throws UnfitRunException if what was told cannot be understood; says what to do
     */
    RunOptions options(RunOptions first) throws InterruptedException {
        try {
            read();
        } catch (IOException | IllegalArgumentException e) {
            throw new UnfitRunException("What was told of the run's earlier epochs cannot be put down here: "
                    + e.getMessage() + ". If the runners are of different releases, use the newest.");
        }
        return first.recorded(true).recordsIn(records.directory()).resuming(resumption());
    }

    private void read() throws IOException, InterruptedException {
        RetoldRuns.write(
                records.directory(),
                records.process(),
                clock.instant(),
                claimed.runId(),
                claimed.name(),
                claimed.flow(),
                claimed.epoch() - 1,
                this::page);
    }

    /**
     * Asks until the server answers, however long it is away: a lease that lapsed meanwhile may be renewed yet.
     *
     * @throws UnavailableException if the run is lost to another meanwhile
     */
    private JournalPage page(@Nullable String after) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return server.journal(after);
            } catch (UnavailableException away) {
                LOG.info("run {} waits for what was told of it before: {}", claimed.runId(), away.getMessage());
                if (outbox.awaitLost(pauses.after(failures))) {
                    throw away;
                }
            }
        }
    }

    private Resumption resumption() {
        Resumption plain = Resumption.of(claimed.runId());
        Reopening asked = claimed.reopening();
        if (asked == null) {
            return plain;
        }
        Resumption from = asked.from() == null
                ? plain
                : asked.child() == null ? plain.from(asked.from()) : plain.from(asked.from(), asked.child());
        return asked.reuse() == null ? from : from.reuse(reuse(asked.reuse()));
    }

    static Resumption.Reuse reuse(ReuseRule rule) {
        return switch (rule) {
            case SAME_CODE -> Resumption.Reuse.SAME_CODE;
            case SAME_GRAPH -> Resumption.Reuse.SAME_GRAPH;
            case SAME_NAME -> Resumption.Reuse.SAME_NAME;
            case NOTHING -> Resumption.Reuse.NOTHING;
        };
    }
}
