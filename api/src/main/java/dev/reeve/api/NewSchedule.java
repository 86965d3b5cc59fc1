package dev.reeve.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a flow is to run by itself, and what is to happen then.
 *
 * @param schedule in the JSON form of schedules; null: that of the flow's code
 * @param overlap what happens to a firing while a run of the same clock goes on: skip, queue, queue:N, allow:N or cancel;
 *     null: as before, else skip
 * @param catchUp what becomes of firings at whose time no server was there: none, last, all or all:N; null: as before,
 *     else last
 */
public record NewSchedule(
        @Nullable Map<String, @Nullable Object> schedule,
        @Nullable String overlap,
        @Nullable String catchUp) {
    public NewSchedule {
        schedule = schedule == null ? null : Given.object(schedule);
    }
}
