package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a flow runs by itself.
 *
 * @param name one of several of the flow; "default" is that of its code, unless another was set in its place
 * @param own whether it is that of the flow's code
 * @param schedule in the JSON form of schedules
 * @param words the same for people
 * @param overlap what happens to a firing while a run of the same clock goes on
 * @param catchUp what becomes of firings at whose time no server was there
 * @param setBy who set it; empty for who registered the flow
 * @param pausedAt null: it is not paused
 * @param nextAt when it fires next; null: never, or it is paused
 * @param problem why it does not fire as it should; null: it does
 * @param upcoming its next firings; empty in lists
 * @param last what became of its last firings, the newest first; in lists the newest alone
 */
public record FlowSchedule(
        String flowId,
        String flow,
        String project,
        String name,
        boolean own,
        Map<String, @Nullable Object> schedule,
        String words,
        String overlap,
        String catchUp,
        String setBy,
        Instant setAt,
        @Nullable Instant pausedAt,
        @Nullable String pausedBy,
        @Nullable String pauseReason,
        @Nullable Instant nextAt,
        @Nullable String problem,
        List<UpcomingFiring> upcoming,
        List<PastFiring> last) {
    public FlowSchedule {
        schedule = Given.object(schedule);
        upcoming = Given.list(upcoming, "upcoming");
        last = Given.list(last, "last");
    }
}
