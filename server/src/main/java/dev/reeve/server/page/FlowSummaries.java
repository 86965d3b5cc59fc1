package dev.reeve.server.page;

import dev.reeve.api.FlowSummary;
import dev.reeve.api.LastFailure;
import dev.reeve.api.TrendRun;
import dev.reeve.server.ledger.GraphImage;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunIds;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.why.Causes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How flows do: few questions for all flows of a page, each of bounded work. */
final class FlowSummaries {
    private static final int RECENT = 20;
    private static final int LONGEST_MESSAGE = 500;

    private static final String NAMED = """
            select f.id, f.project_id, f.name,
                (select r.id from flow_run r where r.flow_id = f.id order by r.id desc limit 1) as last_run
            from flow f where f.project_id = any(:projects) and strpos(lower(f.name), :part) > 0
                and exists (select from flow_version v where v.flow_id = f.id)
            """;

    private static final String NEWEST = """
            select distinct on (flow_id) flow_id, version, created_at, labels, coalesce(bundle ->> 'description', '') as description
            from flow_version where flow_id = any(:flows) order by flow_id, version desc
            """;

    private static final String RUNS = """
            select r.flow_id, r.id, i.name, v.version, r.state, r.created_at, r.started_at, r.ended_at
            from unnest(cast(:flows as int[])) as f(id)
            cross join lateral (select * from flow_run where flow_id = f.id order by id desc limit :most) as r
            join run_input i on i.run_id = r.id join flow_version v on v.id = r.version_id order by r.id desc
            """;

    private static final String LAST_FAILED = """
            select distinct on (r.flow_id) r.id from run_trouble t join flow_run r on r.id = t.run_id
            where t.project_id = any(:projects) and t.run_id >= :first and r.flow_id = any(:flows)
                and r.state between 11 and 14 order by r.flow_id, r.id desc
            """;

    private static final String FIRINGS = """
            select flow_id, min(next_at) filter (where paused_at is null) as next, bool_and(paused_at is not null) as paused
            from flow_schedule where flow_id = any(:flows) group by flow_id
            """;

    /** A flow of a project; {@code lastRun} is null if there is none. */
    record Named(int id, int project, String name, @Nullable UUID lastRun) {}

    private record Newest(int version, Instant at, List<String> labels, String description) {}

    private record Firing(@Nullable Instant next, boolean paused) {}

    private final Jdbi database;
    private final Ledger ledger;

    FlowSummaries(Jdbi database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Flows of those projects that have a version, and that part in their name in any case. */
    List<Named> named(Collection<Integer> projects, String part) {
        return database.withHandle(handle -> handle.createQuery(NAMED)
                .bindArray("projects", Integer.class, List.copyOf(projects))
                .bind("part", part.toLowerCase(Locale.ROOT))
                .map((row, context) -> new Named(
                        row.getInt("id"),
                        row.getInt("project_id"),
                        row.getString("name"),
                        row.getObject("last_run", UUID.class)))
                .list());
    }

    /** Those flows in that order; {@code states} are counts of runs made since {@code from}. */
    List<FlowSummary> of(
            List<Named> flows,
            Map<Integer, String> projects,
            Map<Integer, Map<String, Long>> states,
            Instant from,
            Instant now) {
        List<Integer> ids = flows.stream().map(Named::id).toList();
        Map<Integer, Newest> newest = newest(ids);
        Map<Integer, List<TrendRun>> runs = runs(ids, now);
        Map<Integer, LastFailure> failures = failures(projects.keySet(), ids, from);
        Map<Integer, Firing> firings = firings(ids);
        List<FlowSummary> all = new ArrayList<>();
        for (Named flow : flows) {
            Newest version = newest.get(flow.id());
            if (version == null) {
                continue; // deleted meanwhile
            }
            List<TrendRun> recent = runs.getOrDefault(flow.id(), List.of());
            Firing firing = firings.getOrDefault(flow.id(), new Firing(null, false));
            all.add(new FlowSummary(
                    Integer.toString(flow.id()),
                    flow.name(),
                    projects.getOrDefault(flow.project(), ""),
                    version.description(),
                    version.version(),
                    version.at(),
                    version.labels(),
                    states.getOrDefault(flow.id(), Map.of()),
                    median(recent),
                    recent,
                    failures.get(flow.id()),
                    firing.next(),
                    firing.paused()));
        }
        return all;
    }

    private static @Nullable Long median(List<TrendRun> runs) {
        return Facts.percentile(
                runs.stream()
                        .filter(run -> run.state().equals("Success"))
                        .map(TrendRun::micros)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList(),
                50);
    }

    private Map<Integer, Newest> newest(List<Integer> flows) {
        Map<Integer, Newest> found = new HashMap<>();
        database.useHandle(handle -> handle.createQuery(NEWEST)
                .bindArray("flows", Integer.class, flows)
                .map((row, context) -> found.put(
                        row.getInt("flow_id"),
                        new Newest(
                                row.getInt("version"),
                                Objects.requireNonNull(instant(row, "created_at")),
                                List.of((String[]) row.getArray("labels").getArray()),
                                row.getString("description"))))
                .list());
        return found;
    }

    private Map<Integer, List<TrendRun>> runs(List<Integer> flows, Instant now) {
        Map<Integer, List<TrendRun>> found = new HashMap<>();
        database.useHandle(handle -> handle.createQuery(RUNS)
                .bindArray("flows", Integer.class, flows)
                .bind("most", RECENT)
                .map((row, context) -> found.computeIfAbsent(row.getInt("flow_id"), flow -> new ArrayList<>())
                        .add(run(row, now)))
                .list());
        return found;
    }

    private static TrendRun run(ResultSet row, Instant now) throws SQLException {
        Instant started = instant(row, "started_at");
        Instant ended = instant(row, "ended_at");
        Long micros = started == null ? null : Math.max(0, Micros.of(ended == null ? now : ended) - Micros.of(started));
        return new TrendRun(
                row.getString("id"),
                row.getString("name"),
                row.getInt("version"),
                GraphImage.stateNames().get(row.getInt("state")),
                Objects.requireNonNull(instant(row, "created_at")),
                started,
                micros);
    }

    private Map<Integer, LastFailure> failures(Collection<Integer> projects, List<Integer> flows, Instant from) {
        List<UUID> ids = database.withHandle(handle -> handle.createQuery(LAST_FAILED)
                .bindArray("projects", Integer.class, List.copyOf(projects))
                .bindArray("flows", Integer.class, flows)
                .bind("first", RunIds.first(from))
                .mapTo(UUID.class)
                .list());
        List<RunView> failed = ledger.runs().runs(ids);
        Map<UUID, String> causes = new Causes(ledger).of(failed);
        return failed.stream().collect(Collectors.toMap(RunView::flow, run -> failure(run, Causes.of(run, causes))));
    }

    private static LastFailure failure(RunView run, String message) {
        return new LastFailure(
                run.id().toString(),
                run.name(),
                run.state().name(),
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "\u2026" : message,
                run.endedAt());
    }

    private Map<Integer, Firing> firings(List<Integer> flows) {
        Map<Integer, Firing> found = new HashMap<>();
        database.useHandle(handle -> handle.createQuery(FIRINGS)
                .bindArray("flows", Integer.class, flows)
                .map((row, context) ->
                        found.put(row.getInt("flow_id"), new Firing(instant(row, "next"), row.getBoolean("paused"))))
                .list());
        return found;
    }

    private static @Nullable Instant instant(ResultSet row, String name) throws SQLException {
        OffsetDateTime time = row.getObject(name, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
