package dev.reeve.server.schedule;

import dev.reeve.api.BackfillFate;
import dev.reeve.api.BackfillState;
import dev.reeve.schedule.DataInterval;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Meant;
import dev.reeve.server.ledger.Submission;
import dev.reeve.server.ledger.Submitted;
import dev.reeve.server.ledger.WithinTransaction;
import dev.reeve.spi.Occasion.Cause;
import dev.reeve.state.State;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How backfills go on: so many runs at once as they may, each interval's once, until all are done or one failed. */
final class Backfilling {
    private static final int MOST_AT_ONCE = 200;

    private final Ledger ledger;
    private final Versions versions;
    private final Beginning beginning;

    Backfilling(Ledger ledger, Versions versions, Beginning beginning) {
        this.ledger = ledger;
        this.versions = versions;
        this.beginning = beginning;
    }

    /** All of them one step further; answers whether there are any. */
    boolean advance(Jdbi database, Instant now) {
        List<UUID> open = database.withHandle(BackfillRows::open);
        for (UUID id : open) {
            List<UUID> stopped = database.inTransaction(handle -> BackfillRows.claim(handle, id)
                    .filter(row -> row.endedAt() == null)
                    .map(row -> advance(handle, row, now))
                    .orElse(List.of()));
            stopped.forEach(run -> ledger.cancel(run, "its backfill", "its backfill was cancelled"));
            ledger.ring();
        }
        return !open.isEmpty();
    }

    /** Answers which runs are to be cancelled. */
    private List<UUID> advance(Handle handle, BackfillRow backfill, Instant now) {
        WithinTransaction runs = ledger.within(handle);
        List<IntervalRow> running = BackfillRows.running(handle, backfill.id());
        Map<UUID, State> states = runs.states(running.stream()
                .map(IntervalRow::run)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
        List<IntervalRow> changed = new ArrayList<>();
        List<UUID> going = new ArrayList<>();
        String failure = "";
        for (IntervalRow row : running) {
            UUID run = row.run();
            State state = run == null ? null : states.get(run);
            if (run != null && state != null && !state.isFinished()) {
                going.add(run);
                continue;
            }
            BackfillFate fate = fate(state);
            changed.add(row.with(fate, run, state == null ? "its run was forgotten" : ""));
            failure = fate == BackfillFate.SUCCEEDED || !failure.isEmpty() ? failure : failure(row, state);
        }
        boolean cancelling = backfill.state() == BackfillState.CANCELLING;
        boolean halted =
                !failure.isEmpty() && !backfill.keepGoing() || !backfill.words().isEmpty();
        if (halted && !cancelling && backfill.words().isEmpty()) {
            BackfillRows.state(handle, backfill.id(), BackfillState.RUNNING, failure, null);
        }
        int begun = cancelling || halted ? 0 : begin(handle, runs, backfill, going.size(), changed);
        if (!backfill.keepGoing()) {
            changed.stream()
                    .filter(row -> row.fate() == BackfillFate.FAILED && row.run() == null)
                    .findFirst()
                    .ifPresent(row -> BackfillRows.state(
                            handle,
                            backfill.id(),
                            BackfillState.RUNNING,
                            "For " + row.at() + ": " + row.words(),
                            null));
        }
        BackfillRows.change(handle, backfill.id(), changed);
        if (going.isEmpty() && begun == 0) {
            end(handle, backfill, now, cancelling, halted);
        }
        return cancelling ? going : List.of();
    }

    private static void end(Handle handle, BackfillRow backfill, Instant now, boolean cancelling, boolean halted) {
        if (cancelling || halted || BackfillRows.next(handle, backfill.id(), 1).isEmpty()) {
            BackfillState state = cancelling ? BackfillState.CANCELLED : BackfillState.ENDED;
            BackfillRows.state(handle, backfill.id(), state, "", now);
        }
    }

    private static BackfillFate fate(@Nullable State state) {
        return state == null || state.isSuccessful()
                ? BackfillFate.SUCCEEDED
                : state instanceof State.Cancelled ? BackfillFate.CANCELLED : BackfillFate.FAILED;
    }

    private static String failure(IntervalRow row, @Nullable State state) {
        return "Its run " + row.run() + " for " + row.at() + " ended " + (state == null ? "" : state.name())
                + ", so no more were begun. To go on after a failure, ask with keepGoing.";
    }

    /** Answers how many it began; what cannot run has failed. */
    private int begin(
            Handle handle, WithinTransaction runs, BackfillRow backfill, int going, List<IntervalRow> changed) {
        int room = Math.min(MOST_AT_ONCE, backfill.maxConcurrent() - going);
        List<IntervalRow> next = room <= 0 ? List.of() : BackfillRows.next(handle, backfill.id(), room);
        Versions.Newest version = next.isEmpty()
                ? null
                : versions.of(handle, List.of(backfill.flow())).get(backfill.flow());
        if (version == null) {
            return 0;
        }
        List<IntervalRow> fit = new ArrayList<>();
        List<Submission> submissions = new ArrayList<>();
        for (IntervalRow row : next) {
            Map<String, Object> parameters = WireJson.object(row.parameters());
            String problem = Beginning.problem(version, parameters);
            if (problem.isEmpty()) {
                fit.add(row);
                submissions.add(submission(backfill, row, version, parameters));
            } else {
                changed.add(row.with(BackfillFate.FAILED, null, "the newest version cannot run with it: " + problem));
            }
        }
        List<Submitted> answers = runs.submit(submissions);
        for (int i = 0; i < answers.size(); i++) {
            IntervalRow row = fit.get(i);
            changed.add(
                    switch (answers.get(i)) {
                        case Submitted.New made -> row.with(BackfillFate.RUNNING, made.run(), "");
                        case Submitted.Known known -> row.with(BackfillFate.RUNNING, known.run(), "");
                        case Submitted.Refused refused -> row.with(BackfillFate.FAILED, null, refused.why());
                    });
        }
        return next.size();
    }

    private Submission submission(
            BackfillRow backfill, IntervalRow row, Versions.Newest version, Map<String, Object> parameters) {
        return beginning.submission(
                version,
                parameters,
                Set.copyOf(row.labels()),
                new Beginning.Of(
                        new DataInterval(row.from(), row.at()),
                        new Meant(row.at(), ZoneId.of(row.zone())),
                        null, // else the old times would come before all that is due today
                        Cause.BACKFILL,
                        "the backfill from " + backfill.from() + " to " + backfill.to(),
                        backfill.createdBy()));
    }
}
