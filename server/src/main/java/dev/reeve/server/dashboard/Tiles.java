package dev.reeve.server.dashboard;

import dev.reeve.api.AgentCounts;
import dev.reeve.api.FailingFlow;
import dev.reeve.api.RunningRun;
import dev.reeve.api.RunningRuns;
import dev.reeve.api.WaitingRuns;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunCounts;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.why.Causes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Tiles of the dashboard that are no counts by hour. Each is a question or two whose work is bounded. */
final class Tiles {
    private static final int MOST_COUNTED = 10_000;
    private static final int MOST_FLOWS = 10;
    private static final int MOST_RUNNING = 20;
    private static final int LONGEST_ERROR = 500;
    private static final Set<String> FAILED = Set.of("Failed", "TimedOut", "TriggerFailed", "Crashed");

    private static final String WAITING = """
            select count(*) filter (where due_at > now()) as upcoming, count(*) filter (where due_at <= now()) as due,
                count(*) filter (where due_at < now() - interval '1 minute') as late, count(*) as all,
                coalesce(extract(epoch from now() - min(due_at)) * 1000, 0)::bigint as oldest
            from (select q.due_at from run_queue q join flow_run r on r.id = q.run_id
                where r.project_id = any(:projects) limit :most) as q
            """;

    private static final String RUNNING = """
            select count(*) from (select from run_lease l join flow_run r on r.id = l.run_id
                where r.project_id = any(:projects) limit :most) as l
            """;

    private static final String LONGEST = """
            select r.id from run_lease l join flow_run r on r.id = l.run_id
            where r.project_id = any(:projects) order by r.started_at nulls last, r.id limit :most
            """;

    private static final String LAST_FAILED = """
            select distinct on (r.flow_id) r.id from run_trouble t join flow_run r on r.id = t.run_id
            where t.project_id = any(:projects) and t.run_id >= :first and r.flow_id = any(:flows)
                and r.state between 11 and 14 order by r.flow_id, r.id desc
            """;

    private static final String AGENTS = """
            select count(*) filter (where ended_at is null and lasts_until >= now() + :half * interval '1 millisecond') as connected,
                count(*) filter (where ended_at is null and lasts_until >= now() + :half * interval '1 millisecond'
                    and drains_since is not null) as draining,
                count(*) filter (where ended_at is null and lasts_until < now() + :half * interval '1 millisecond') as silent,
                count(*) filter (where ended_at > now() - interval '1 hour' and lasts_until <> '-infinity') as lost
            from agent_session
            """;

    /** What waits, and how long the one has that waits longest. */
    record Waiting(WaitingRuns runs, long oldest) {}

    private final Jdbi database;
    private final Ledger ledger;
    private final Duration lease;

    Tiles(Jdbi database, Ledger ledger, Duration lease) {
        this.database = database;
        this.ledger = ledger;
        this.lease = lease;
    }

    Waiting waiting(Collection<Integer> projects) {
        return database.withHandle(handle -> handle.createQuery(WAITING)
                .bindArray("projects", Integer.class, List.copyOf(projects))
                .bind("most", MOST_COUNTED + 1)
                .map((row, context) -> new Waiting(
                        new WaitingRuns(
                                row.getLong("upcoming"),
                                row.getLong("due"),
                                row.getLong("late"),
                                row.getLong("all") > MOST_COUNTED),
                        Math.max(0, row.getLong("oldest"))))
                .one());
    }

    RunningRuns running(Map<Integer, String> projects, Instant now) {
        long total = database.withHandle(handle -> handle.createQuery(RUNNING)
                .bindArray("projects", Integer.class, List.copyOf(projects.keySet()))
                .bind("most", MOST_COUNTED + 1)
                .mapTo(Long.class)
                .one());
        List<UUID> ids = database.withHandle(handle -> handle.createQuery(LONGEST)
                .bindArray("projects", Integer.class, List.copyOf(projects.keySet()))
                .bind("most", MOST_RUNNING)
                .mapTo(UUID.class)
                .list());
        Map<UUID, RunView> found = ledger.runs().runs(ids).stream().collect(Collectors.toMap(RunView::id, run -> run));
        List<RunView> runs =
                ids.stream().filter(found::containsKey).map(found::get).toList();
        Map<Integer, Long> medians = medians(projects.keySet(), runs, now);
        List<RunningRun> longest = new ArrayList<>();
        for (RunView run : runs) {
            longest.add(new RunningRun(
                    run.id().toString(),
                    run.name(),
                    projects.getOrDefault(run.project(), ""),
                    run.flowName(),
                    run.agent(),
                    run.startedAt(),
                    run.startedAt() == null
                            ? null
                            : Math.max(0, Duration.between(run.startedAt(), now).toMillis()),
                    medians.get(run.flow())));
        }
        return new RunningRuns(Math.min(total, MOST_COUNTED), total > MOST_COUNTED, longest);
    }

    private Map<Integer, Long> medians(Collection<Integer> projects, List<RunView> runs, Instant now) {
        Map<Integer, Long> medians = new HashMap<>();
        if (runs.isEmpty()) {
            return medians;
        }
        Instant to = now.truncatedTo(ChronoUnit.HOURS);
        List<RunCounts.Took> week = ledger.counts()
                .rested(projects, runs.stream().map(RunView::flow).distinct().toList(), to.minus(Duration.ofDays(7)));
        Map<Integer, List<RunCounts.Took>> byFlow = week.stream().collect(Collectors.groupingBy(RunCounts.Took::flow));
        byFlow.forEach((flow, times) -> medians.put(flow, RunCounts.quantile(times, 0.5)));
        return medians;
    }

    List<FailingFlow> failing(Map<Integer, String> projects, List<RunCounts.Hour> hours, UUID first) {
        Map<Integer, long[]> byFlow = new HashMap<>(); // failed, all
        Map<Integer, Integer> projectOf = new HashMap<>();
        for (RunCounts.Hour hour : hours) {
            long[] sums = byFlow.computeIfAbsent(hour.flow(), flow -> new long[2]);
            sums[0] += FAILED.contains(hour.state()) ? hour.runs() : 0;
            sums[1] += hour.runs();
            projectOf.put(hour.flow(), hour.project());
        }
        List<Integer> worst = byFlow.keySet().stream()
                .filter(flow -> sum(byFlow, flow, 0) > 0)
                .sorted((a, b) -> Long.compare(sum(byFlow, b, 0), sum(byFlow, a, 0)))
                .limit(MOST_FLOWS)
                .toList();
        if (worst.isEmpty()) {
            return List.of();
        }
        Map<Integer, RunView> last = last(projects.keySet(), worst, first);
        Map<UUID, String> causes = new Causes(ledger).of(last.values());
        Map<Integer, String> names = names(worst);
        List<FailingFlow> failing = new ArrayList<>();
        for (Integer flow : worst) {
            failing.add(failing(
                    projects.getOrDefault(projectOf.getOrDefault(flow, 0), ""),
                    names.getOrDefault(flow, ""),
                    Integer.toString(flow),
                    sum(byFlow, flow, 0),
                    sum(byFlow, flow, 1),
                    last.get(flow),
                    causes));
        }
        return failing;
    }

    private static long sum(Map<Integer, long[]> sums, Integer flow, int which) {
        return sums.getOrDefault(flow, new long[2])[which];
    }

    private static FailingFlow failing(
            String project,
            String flow,
            String id,
            long failed,
            long all,
            @Nullable RunView last,
            Map<UUID, String> causes) {
        if (last == null) {
            return new FailingFlow(project, flow, id, failed, all, null, null, null);
        }
        String error = Causes.of(last, causes);
        return new FailingFlow(
                project,
                flow,
                id,
                failed,
                all,
                last.id().toString(),
                error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) + "…" : error,
                last.endedAt());
    }

    private Map<Integer, RunView> last(Collection<Integer> projects, List<Integer> flows, UUID first) {
        List<UUID> ids = database.withHandle(handle -> handle.createQuery(LAST_FAILED)
                .bindArray("projects", Integer.class, List.copyOf(projects))
                .bindArray("flows", Integer.class, flows)
                .bind("first", first)
                .mapTo(UUID.class)
                .list());
        return ledger.runs().runs(ids).stream().collect(Collectors.toMap(RunView::flow, run -> run));
    }

    private Map<Integer, String> names(List<Integer> flows) {
        Map<Integer, String> names = new HashMap<>();
        database.useHandle(handle -> handle.createQuery("select id, name from flow where id = any(:flows)")
                .bindArray("flows", Integer.class, flows)
                .map((row, context) -> names.put(row.getInt("id"), row.getString("name")))
                .list());
        return names;
    }

    AgentCounts agents() {
        return database.withHandle(handle -> handle.createQuery(AGENTS)
                .bind("half", lease.toMillis() / 2)
                .map((row, context) -> new AgentCounts(
                        row.getLong("connected"), row.getLong("draining"), row.getLong("silent"), row.getLong("lost")))
                .one());
    }

    /** How the database's clock stands, and how long it took to say so, in nanoseconds. */
    record Clock(Instant now, long nanos) {}

    Clock clock() {
        return database.withHandle(handle -> {
            long begin = System.nanoTime();
            Instant now = handle.createQuery("select clock_timestamp() as now")
                    .map((row, context) -> instant(row))
                    .one();
            return new Clock(now, System.nanoTime() - begin);
        });
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("now", OffsetDateTime.class).toInstant();
    }
}
