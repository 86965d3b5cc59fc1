package dev.reeve.server.schedule;

import dev.reeve.api.BackfillFate;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.policy.Clocks;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.WithinTransaction;
import dev.reeve.server.schedule.BackfillRows.Before;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which intervals a backfill has, and what is known of each before it begins. */
final class BackfillPlan {
    /** More intervals than that are taken for a mistake. */
    static final int MOST = 10_000;

    private record Time(Instant at, String clock) {}

    private final Map<Time, UUID> done = new HashMap<>();
    private final Map<Time, @Nullable UUID> elsewhere = new HashMap<>();

    /** @param before what ran, or is to run, within the span */
    BackfillPlan(List<Before> before, WithinTransaction runs) {
        Map<UUID, State> states = runs.states(before.stream()
                .map(Before::run)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
        for (Before each : before) {
            UUID run = each.run();
            State state = run == null ? null : states.get(run);
            Time time = new Time(each.at(), each.clock());
            if (run != null && state != null && state.isSuccessful()) {
                done.put(time, run);
            } else if (each.open() || state != null && !state.isFinished()) {
                elsewhere.put(time, run);
            }
        }
    }

    List<IntervalRow> rows(Schedule schedule, Instant from, Instant to, boolean again, Map<String, ?> given) {
        List<IntervalRow> rows = new ArrayList<>();
        for (Clocks.Span span : Clocks.spans(schedule, from, to, MOST)) {
            Firing firing = span.firing();
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>(firing.parameters());
            parameters.putAll(given);
            String clock = Clocks.key(firing);
            IntervalRow row = new IntervalRow(
                    rows.size(),
                    clock,
                    Columns.micros(firing.time()),
                    Columns.micros(span.interval().from()),
                    firing.zone().getId(),
                    WireJson.text(parameters),
                    List.copyOf(firing.labels()),
                    BackfillFate.TO_RUN,
                    null,
                    "");
            rows.add(known(row, again));
        }
        return rows;
    }

    private IntervalRow known(IntervalRow row, boolean again) {
        Time time = new Time(row.at(), row.clock());
        if (elsewhere.containsKey(time)) {
            return row.with(BackfillFate.ELSEWHERE, null, "another run is about it, or is to be");
        }
        UUID before = done.get(time);
        return before == null || again
                ? row
                : row.with(BackfillFate.DONE_BEFORE, null, "run " + before + " did it before");
    }
}
