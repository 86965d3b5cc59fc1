package dev.reeve.server.stream;

import dev.reeve.api.RunChange;
import dev.reeve.api.RunItem;
import dev.reeve.api.StreamData;
import dev.reeve.api.StreamEvent;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.AgentSession;
import dev.reeve.server.ledger.Changes;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.Snapshot;
import dev.reeve.server.ledger.TaskView;
import dev.reeve.server.run.LogLines;
import dev.reeve.server.run.States;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a topic behind a position. Reads the database: what it says is not older than the position that it
 * gives. Thread-safe.
 */
final class Reading {
    /** More are fetched more cheaply in pages. */
    static final int MOST_TASKS = 5_000;

    static final int MOST_RUNS = 500;

    private static final String TOO_MUCH = "more changed than is worth sending";
    private static final String UNKNOWN = "nobody knows any longer what changed since then";
    private static final String GONE = "it is no longer there";

    private final Ledger ledger;

    Reading(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What is new behind that position, if anything; null: somebody who knows nothing yet, and is always told something. */
    Optional<Piece> behind(Topic topic, @Nullable Long position) {
        return switch (topic) {
            case Topic.Runs runs -> runs(runs, position);
            case Topic.Run run -> run(run, position);
            case Topic.Logs logs -> logs(logs, position);
            case Topic.Agents agents -> agents(agents, position);
        };
    }

    private Optional<Piece> run(Topic.Run topic, @Nullable Long position) {
        RunView run = ledger.runs().run(topic.run()).orElse(null);
        if (run == null) {
            return Optional.of(piece(topic, 0, 0, resync(GONE)));
        }
        if (position != null && position == run.seq()) {
            return Optional.empty();
        }
        List<TaskView> tasks = position == null || position > run.seq()
                ? ledger.runs().tasks(run.id(), null, MOST_TASKS + 1)
                : ledger.runs().tasksChanged(run.id(), position.intValue(), MOST_TASKS + 1);
        boolean unknown = position != null && position > run.seq();
        String resync = tasks.size() > MOST_TASKS ? TOO_MUCH : unknown ? UNKNOWN : null;
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (tasks.size() <= MOST_TASKS) {
            tasks.forEach(task -> rows.add(row(task)));
        }
        return Optional.of(
                piece(topic, run.seq(), run.seq(), new StreamData(change(run, rows), null, null, null, resync)));
    }

    @SuppressWarnings("NullAway") // the record says the same, but deep within its type, where that is not seen
    private static RunChange change(RunView run, List<List<@Nullable Object>> tasks) {
        return new RunChange(States.json(run.state()), run.epoch(), run.startedAt(), run.endedAt(), run.agent(), tasks);
    }

    private static List<@Nullable Object> row(TaskView task) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(task.key().task());
        row.add(task.key().index());
        row.add(task.state().name());
        row.add(millis(task.startedAt()));
        row.add(millis(task.endedAt()));
        row.add(task.attempt());
        row.add(task.worker());
        return row;
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private Optional<Piece> runs(Topic.Runs topic, @Nullable Long position) {
        if (position == null) {
            Snapshot now = ledger.changes().now();
            return Optional.of(piece(topic, now.revision(), now.position(), changed(List.of())));
        }
        Changes.Replay replay = ledger.changes().replay(topic.project(), position, MOST_RUNS);
        if (replay.runs().isEmpty()) {
            Snapshot now = replay.snapshot();
            return Optional.of(piece(topic, now.revision(), now.position(), resync(UNKNOWN)));
        }
        return replay.runs().get().isEmpty()
                ? Optional.empty()
                : Optional.of(runs(topic, replay.runs().get(), replay.snapshot()));
    }

    /** Those runs, which changed before that snapshot. */
    Piece runs(Topic.Runs topic, Collection<UUID> runs, Snapshot seen) {
        StreamData data = runs.size() > MOST_RUNS
                ? resync(TOO_MUCH)
                : changed(ledger.runs().runs(runs).stream().map(Reading::item).toList());
        return piece(topic, seen.revision(), seen.position(), data);
    }

    /** More changed than can be named. */
    static Piece anew(Topic.Runs topic, Snapshot seen) {
        return piece(topic, seen.revision(), seen.position(), resync(TOO_MUCH));
    }

    private static RunItem item(RunView run) {
        return new RunItem(
                run.id().toString(),
                run.seq(),
                run.name(),
                run.flowName(),
                States.json(run.state()),
                run.createdAt(),
                run.startedAt(),
                run.endedAt());
    }

    private Optional<Piece> logs(Topic.Logs topic, @Nullable Long position) {
        // lines of a run that a task of another is stand in the log of the one around it
        UUID log = ledger.runs()
                .run(topic.run())
                .map(run -> run.inner() == null ? run.id() : run.inner().root())
                .orElse(topic.run());
        long last = lastLine(log);
        return position != null && position == last
                ? Optional.empty()
                : Optional.of(piece(topic, last, last, new StreamData(null, null, last, null, null)));
    }

    private long lastLine(UUID run) {
        return ledger.runs()
                .lastLine(run)
                .map(place -> LogLines.place(place.epoch(), place.seq()))
                .orElse(0L);
    }

    private Optional<Piece> agents(Topic.Agents topic, @Nullable Long position) {
        Snapshot now = ledger.changes().now();
        List<String> names =
                ledger.agents().stream().map(AgentSession::agent).sorted().toList();
        return position != null && position == now.revision()
                ? Optional.empty()
                : Optional.of(
                        piece(topic, now.revision(), now.revision(), new StreamData(null, null, null, names, null)));
    }

    private static StreamData changed(List<RunItem> runs) {
        return new StreamData(null, runs, null, null, null);
    }

    private static StreamData resync(String why) {
        return new StreamData(null, null, null, null, why);
    }

    private static Piece piece(Topic topic, long revision, long position, StreamData data) {
        String json = WireJson.text(new StreamEvent(topic.text(), revision, data));
        return new Piece(topic, revision, position, data.resync() != null, json.getBytes(StandardCharsets.UTF_8));
    }
}
