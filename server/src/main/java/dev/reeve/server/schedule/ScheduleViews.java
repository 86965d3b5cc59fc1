package dev.reeve.server.schedule;

import dev.reeve.api.FieldError;
import dev.reeve.api.FiringState;
import dev.reeve.api.FlowSchedule;
import dev.reeve.api.PastFiring;
import dev.reeve.api.SchedulePreview;
import dev.reeve.api.UpcomingFiring;
import dev.reeve.schedule.Explanation;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleException;
import dev.reeve.serve.policy.Missed;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.spi.Occasion.Cause;
import dev.reeve.state.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Schedules as wire records. */
final class ScheduleViews {
    private final Ledger ledger;

    ScheduleViews(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Decided(FiringRow row, Instant at) {
        static Decided of(ResultSet row) throws SQLException {
            return new Decided(FiringRow.of(row), Columns.instant(row, "decided_at"));
        }
    }

    /** As in lists: without firings but the last one that was decided on. */
    List<FlowSchedule> listed(Handle handle, Map<Integer, SeenFlow> flows, List<StoredSchedule> schedules, Instant now) {
        Map<Integer, Decided> newest = newest(handle, schedules);
        Map<UUID, State> states = states(handle, newest.values());
        return schedules.stream()
                .map(stored -> {
                    Decided last = newest.get(stored.id());
                    return view(
                            Objects.requireNonNull(flows.get(stored.flowId())),
                            stored,
                            now,
                            List.of(),
                            last == null ? List.of() : List.of(past(last, states)));
                })
                .toList();
    }

    private static Map<Integer, Decided> newest(Handle handle, List<StoredSchedule> schedules) {
        Map<Integer, Decided> newest = new HashMap<>();
        handle.createQuery("""
                        select f.* from unnest(:ids) as s(id) cross join lateral
                            (select * from firing where schedule_id = s.id order by at desc, clock limit 1) f
                        """)
                .bindArray(
                        "ids", Integer.class, schedules.stream().map(StoredSchedule::id).toList())
                .map((row, context) -> newest.put(row.getInt("schedule_id"), Decided.of(row)))
                .list();
        return newest;
    }

    /** What it would do. */
    static SchedulePreview preview(Schedule schedule, Instant after, int upcoming, List<FieldError> errors) {
        return new SchedulePreview(
                schedule.words(),
                schedule.explained(after)
                        .limit(upcoming)
                        .map(ScheduleViews::upcoming)
                        .toList(),
                errors);
    }

    /** With so many firings of the time to come, after that time, and of the time that was. */
    FlowSchedule whole(Handle handle, SeenFlow flow, StoredSchedule stored, Instant after, int upcoming, int last) {
        Instant now = Schedules.now(handle);
        Instant from = after.isBefore(stored.decidedUntil()) ? stored.decidedUntil() : after;
        return view(flow, stored, now, upcoming(stored, from, upcoming), last(handle, stored, last));
    }

    private static FlowSchedule view(
            SeenFlow flow, StoredSchedule stored, Instant now, List<UpcomingFiring> upcoming, List<PastFiring> last) {
        StoredSchedule.Pause pause = stored.pause();
        Instant from = now.isBefore(stored.decidedUntil()) ? stored.decidedUntil() : now;
        String words;
        Instant next = null;
        String problem = stored.problem();
        try {
            Schedule schedule = stored.schedule();
            words = schedule.words();
            next = pause != null ? null : schedule.next(from).map(Firing::time).orElse(null);
        } catch (ScheduleException e) {
            words = "";
            problem = e.getMessage();
        }
        if (problem == null && stored.decidedUntil().isAfter(now.plus(Missed.LATE))) {
            problem = "The clock of the database was put back: firings up to " + stored.decidedUntil()
                    + " were decided on before, and are not run again.";
        }
        return new FlowSchedule(
                Integer.toString(flow.id()),
                flow.name(),
                flow.project(),
                stored.name(),
                stored.own(),
                WireJson.object(stored.json()),
                words,
                stored.overlap().text(),
                stored.catchUp().text(),
                stored.setBy(),
                stored.setAt(),
                pause == null ? null : pause.at(),
                pause == null ? null : pause.by(),
                pause == null ? null : pause.reason(),
                next,
                problem,
                upcoming,
                last);
    }

    private static List<UpcomingFiring> upcoming(StoredSchedule stored, Instant after, int most) {
        try {
            return stored.schedule()
                    .explained(after)
                    .limit(most)
                    .map(ScheduleViews::upcoming)
                    .toList();
        } catch (ScheduleException e) { // said as the problem
            return List.of();
        }
    }

    private static UpcomingFiring upcoming(Explanation explained) {
        Firing firing = explained.firing();
        return new UpcomingFiring(
                firing.time(),
                firing.local().toOffsetDateTime().toString(),
                firing.zone().getId(),
                WireJson.object(WireJson.text(firing.parameters())),
                List.copyOf(firing.labels()),
                explained.reasons());
    }

    private List<PastFiring> last(Handle handle, StoredSchedule stored, int most) {
        List<Decided> rows = handle.createQuery(
                        "select * from firing where schedule_id = ? order by at desc, clock limit ?")
                .bind(0, stored.id())
                .bind(1, most)
                .map((row, context) -> Decided.of(row))
                .list();
        Map<UUID, State> states = states(handle, rows);
        return rows.stream().map(each -> past(each, states)).toList();
    }

    private Map<UUID, State> states(Handle handle, Collection<Decided> firings) {
        return ledger.within(handle)
                .states(firings.stream()
                        .map(each -> each.row().run())
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList());
    }

    private static PastFiring past(Decided decided, Map<UUID, State> states) {
        FiringRow row = decided.row();
        UUID run = row.run();
        State state = run == null ? null : states.get(run);
        return new PastFiring(
                row.at(),
                row.clock(),
                row.what() == FiringState.RUNNING && (state == null || state.isFinished())
                        ? FiringState.ENDED
                        : row.what(),
                row.cause() == Cause.CATCH_UP,
                run == null ? null : run.toString(),
                state == null ? null : state.name(),
                row.words(),
                decided.at());
    }
}
