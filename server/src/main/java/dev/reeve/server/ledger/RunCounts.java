package dev.reeve.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How many runs there are, by when they were made and how they stand: exact at the moment of asking, whatever is written
 * meanwhile. Hours that rest were counted before, the others are counted here. Thread-safe.
 */
public final class RunCounts {
    private static final String UNSEEN = """
            select c.project_id, c.runs from run_change c, run_hour_cursor o
            where c.xid >= pg_snapshot_xmin(o.seen) and not pg_visible_in_snapshot(c.xid, o.seen)
                and c.project_id = any(:projects)
            """;

    private static final String LIVE = """
            select h.project, h.hour, c.* from unnest(?::int[], ?::timestamptz[], ?::uuid[], ?::uuid[])
                as h(project, hour, first, next)
            cross join lateral (select flow_id, %s as kind, count(*) as runs from flow_run r
                where r.project_id = h.project and r.id >= h.first and r.id < h.next %s group by 1, 2) c
            """;

    private static final String STATES = LIVE.formatted("state", "");
    private static final String TIMES =
            LIVE.formatted(Steps.SQL, "and ended_at is not null and started_at is not null");

    private static final String SETTLED = """
            select %s as project, date_bin(? * interval '1 second', hour, cast(? as timestamptz)) as hour, %s as flow_id,
                %s as kind, sum(runs) as runs from %s
            where project_id = any(?) and hour >= cast(? as timestamptz) and hour < cast(? as timestamptz)
                and ? in (flow_id, -1)
                and (project_id, hour) not in (select * from unnest(?::int[], ?::timestamptz[])) group by 1, 2, 3, 4
            """;

    private static final String SETTLED_STATES = SETTLED.formatted("project_id", "flow_id", "state", "run_hour");
    private static final String SETTLED_TIMES = SETTLED.formatted("0", "0", "step", "run_hour_time");

    /**
     * Runs that were made within a span.
     *
     * @param hour its beginning
     * @param state its name
     */
    public record Hour(int project, Instant hour, int flow, String state, long runs) {}

    /** How many runs of a span took about so long; {@code flow} is 0 where all are put together. */
    public record Took(Instant hour, int flow, int step, long runs) {}

    /** Both, as they were at one moment. */
    public record Counts(List<Hour> states, List<Took> times) {}

    private record Row(int project, Instant hour, int flow, int kind, long runs) {}

    private final Tables tables;

    RunCounts(Tables tables) {
        this.tables = tables;
    }

    /**
     * Runs of those projects that were made from one time to before another, both whole hours.
     *
     * @param flow the only one; null: all
     * @param each hours are put together to spans of that length, whole hours too, from the first on
     */
    public Counts of(Collection<Integer> projects, @Nullable Integer flow, Instant from, Instant to, Duration each) {
        boolean whole = from.equals(from.truncatedTo(ChronoUnit.HOURS))
                && to.equals(to.truncatedTo(ChronoUnit.HOURS))
                && each.toSeconds() >= 3_600
                && each.toSeconds() % 3_600 == 0;
        if (!whole) {
            throw new IllegalArgumentException(from + " to " + to + " by " + each + " are no whole hours");
        }
        Span span = new Span(List.copyOf(projects), flow, from, to, each);
        return tables.atOneMoment(handle -> of(handle, span));
    }

    /**
     * Runs of those projects that were made between two bounds each, whenever these are: {@code hour} of what is returned is the
     * bound before. Whole hours come from what was counted before, those that a bound cuts from the runs themselves.
     *
     * @param flow the only one; null: all
     * @param bounds in their order, at least two: that of each span is the beginning of the next
     */
    public List<Hour> between(Collection<Integer> projects, @Nullable Integer flow, List<Instant> bounds) {
        TreeSet<Instant> begins = new TreeSet<>(bounds);
        Instant from = begins.first();
        Instant to = begins.last();
        Span span = new Span(
                List.copyOf(projects),
                flow,
                hourOf(from),
                hourOf(to.plus(Hours.ONE).minusNanos(1)),
                Hours.ONE);
        return tables.atOneMoment(handle -> {
            List<Hour> found = new ArrayList<>();
            Set<Piece> cut = new HashSet<>();
            for (Hour each : states(handle, span, open(handle, span))) {
                Instant before = begins.floor(each.hour());
                Instant next = begins.higher(each.hour());
                if (before != null && next != null && !next.isBefore(each.hour().plus(Hours.ONE))) {
                    found.add(new Hour(each.project(), before, each.flow(), each.state(), each.runs()));
                } else {
                    cut.addAll(pieces(each, begins));
                }
            }
            live(handle.getConnection(), STATES, cut).stream()
                    .filter(row -> flow == null || row.flow() == flow)
                    .map(row -> hour(row, Objects.requireNonNull(begins.floor(row.hour()))))
                    .forEach(found::add);
            return found;
        });
    }

    /** What of an hour lies between two bounds each. */
    private static List<Piece> pieces(Hour hour, NavigableSet<Instant> bounds) {
        List<Piece> pieces = new ArrayList<>();
        Instant end = hour.hour().plus(Hours.ONE);
        for (Instant begin = bounds.floor(hour.hour()); ; ) {
            Instant next = begin == null ? bounds.first() : bounds.higher(begin);
            if (next == null || (begin != null && !begin.isBefore(end))) {
                return pieces;
            }
            if (begin != null) {
                Instant first = begin.isBefore(hour.hour()) ? hour.hour() : begin;
                pieces.add(new Piece(hour.project(), first, next.isBefore(end) ? next : end));
            }
            begin = next;
        }
    }

    private static Instant hourOf(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }

    /** What is asked for. */
    record Span(List<Integer> projects, @Nullable Integer flow, Instant from, Instant to, Duration each) {
        /** The beginning of the span that an hour is in. */
        Instant of(Instant hour) {
            long spans = Duration.between(from, hour).toSeconds() / each.toSeconds();
            return from.plus(each.multipliedBy(spans));
        }
    }

    /** The same within a transaction that sees one moment only. */
    static Counts of(Handle handle, Span span) throws SQLException {
        Set<Hours> open = open(handle, span);
        List<Hour> states = states(handle, span, open);
        List<Took> times = rows(handle, SETTLED_TIMES, TIMES, span, open).stream()
                .map(row -> new Took(row.hour(), row.flow(), row.kind(), row.runs()))
                .toList();
        return new Counts(states, times);
    }

    private static List<Hour> states(Handle handle, Span span, Set<Hours> open) throws SQLException {
        return rows(handle, SETTLED_STATES, STATES, span, open).stream()
                .map(row -> hour(row, row.hour()))
                .toList();
    }

    private static Hour hour(Row row, Instant begin) {
        return new Hour(
                row.project(), begin, row.flow(), new StateColumns((short) row.kind(), null).name(), row.runs());
    }

    private static Set<Hours> open(Handle handle, Span span) {
        Collection<Integer> projects = span.projects();
        Instant from = span.from();
        Instant to = span.to();
        Set<Hours> open = new HashSet<>();
        handle.createQuery(UNSEEN)
                .bindArray("projects", Integer.class, List.copyOf(projects))
                .map((row, context) -> {
                    int project = row.getInt("project_id");
                    for (UUID run : (UUID[]) row.getArray("runs").getArray()) {
                        open.add(Hours.of(project, run));
                    }
                    return project;
                })
                .list();
        open.removeIf(each -> each.hour().isBefore(from) || !each.hour().isBefore(to));
        open.addAll(handle.createQuery("""
                        select project_id, hour from run_hour_open
                        where project_id = any(:projects) and hour >= :from and hour < :to
                        """)
                .bindArray("projects", Integer.class, List.copyOf(projects))
                .bind("from", time(from))
                .bind("to", time(to))
                .map((row, context) -> new Hours(row.getInt("project_id"), Rows.instant(row, "hour")))
                .list());
        return open;
    }

    private static List<Row> rows(Handle handle, String settled, String live, Span span, Set<Hours> open)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = handle.getConnection().prepareStatement(settled)) {
            new SqlArrays(handle.getConnection(), statement)
                    .number(span.each().toSeconds())
                    .text(span.from().toString())
                    .column("int4", span.projects(), project -> project)
                    .text(span.from().toString())
                    .text(span.to().toString())
                    .number(span.flow() == null ? -1 : span.flow())
                    .column("int4", open, Hours::project)
                    .column("timestamptz", open, Hours::hour);
            read(statement, rows);
        }
        if (!open.isEmpty()) {
            List<Piece> pieces = open.stream().map(Piece::of).toList();
            live(handle.getConnection(), live, pieces).stream()
                    .filter(row -> span.flow() == null || row.flow() == span.flow())
                    .map(row -> new Row(row.project(), span.of(row.hour()), row.flow(), row.kind(), row.runs()))
                    .forEach(rows::add);
        }
        return rows;
    }

    private static void read(PreparedStatement statement, List<Row> into) throws SQLException {
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                into.add(row(found));
            }
        }
    }

    /** Runs of a project that were made from one time to before another. */
    private record Piece(int project, Instant from, Instant to) {
        static Piece of(Hours whole) {
            return new Piece(whole.project(), whole.hour(), whole.hour().plus(Hours.ONE));
        }
    }

    private static List<Row> live(Connection connection, String sql, Collection<Piece> pieces) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new SqlArrays(connection, statement)
                    .column("int4", pieces, Piece::project)
                    .column("timestamptz", pieces, Piece::from)
                    .column("uuid", pieces, piece -> RunIds.first(piece.from()))
                    .column("uuid", pieces, piece -> RunIds.first(piece.to()));
            read(statement, rows);
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("project"),
                Rows.instant(row, "hour"),
                row.getInt("flow_id"),
                row.getInt("kind"),
                row.getLong("runs"));
    }

    private static java.time.OffsetDateTime time(Instant instant) {
        return instant.atOffset(java.time.ZoneOffset.UTC);
    }

    /** How long runs of some flows took that were made since then, as far as it was counted before: not quite all. */
    public List<Took> rested(Collection<Integer> projects, Collection<Integer> flows, Instant since) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select flow_id, step, sum(runs) as runs from run_hour_time
                        where project_id = any(:projects) and flow_id = any(:flows) and hour >= :since group by flow_id, step
                        """)
                .bindArray("projects", Integer.class, List.copyOf(projects))
                .bindArray("flows", Integer.class, List.copyOf(flows))
                .bind("since", time(since))
                .map((row, context) -> new Took(since, row.getInt("flow_id"), row.getInt("step"), row.getLong("runs")))
                .list());
    }

    /** Runs made between two bounds. {@code p50} and {@code p95} in milliseconds; null: none has ended. */
    public record Bin(
            Map<String, Long> states,
            @Nullable Long p50,
            @Nullable Long p95) {}

    /** Exactly so, within any bounds: that of each bin is the beginning of the next. Reads every run in between. */
    public List<Bin> bins(Collection<Integer> projects, @Nullable Integer flow, List<Instant> bounds) {
        UUID[] ids = bounds.stream().map(RunIds::first).toArray(UUID[]::new);
        String where = " from flow_run where project_id = any(:projects) and id >= :first and id < :next"
                + (flow == null ? "" : " and flow_id = " + flow);
        List<Map<String, Long>> states = new ArrayList<>();
        Map<Integer, long[]> times = new HashMap<>();
        bounds.forEach(bound -> states.add(new HashMap<>()));
        tables.atOneMoment(handle -> {
            handle.createQuery("select width_bucket(id, :bounds) as bin, state, count(*) as runs" + where
                            + " group by 1, 2")
                    .bindArray("bounds", UUID.class, (Object[]) ids)
                    .bindArray("projects", Integer.class, List.copyOf(projects))
                    .bind("first", ids[0])
                    .bind("next", ids[ids.length - 1])
                    .map((row, context) -> states.get(row.getInt("bin") - 1)
                            .put(new StateColumns(row.getShort("state"), null).name(), row.getLong("runs")))
                    .list();
            return handle.createQuery(
                            "select width_bucket(id, :bounds) as bin, percentile_disc(array[0.5, 0.95]) within group"
                                    + " (order by cast(extract(epoch from ended_at - started_at) * 1000 as bigint)) as took"
                                    + where
                                    + " and ended_at is not null and started_at is not null group by 1")
                    .bindArray("bounds", UUID.class, (Object[]) ids)
                    .bindArray("projects", Integer.class, List.copyOf(projects))
                    .bind("first", ids[0])
                    .bind("next", ids[ids.length - 1])
                    .map((row, context) -> times.put(row.getInt("bin") - 1, longs(row)))
                    .list();
        });
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < bounds.size() - 1; i++) {
            long[] took = times.get(i);
            bins.add(new Bin(states.get(i), took == null ? null : took[0], took == null ? null : took[1]));
        }
        return bins;
    }

    private static long[] longs(ResultSet row) throws SQLException {
        Long[] both = (Long[]) row.getArray("took").getArray();
        return new long[] {both[0], both[1]};
    }

    /** How long that part of them took at most, to about a fortieth, in milliseconds; null: there are none. */
    public static @Nullable Long quantile(Collection<Took> times, double part) {
        Map<Integer, Long> steps = new HashMap<>();
        times.forEach(each -> steps.merge(each.step(), each.runs(), Long::sum));
        return steps.isEmpty() ? null : Steps.quantile(steps, part);
    }
}
