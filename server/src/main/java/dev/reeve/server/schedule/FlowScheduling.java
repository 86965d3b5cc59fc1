package dev.reeve.server.schedule;

import dev.reeve.api.Registration;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.server.http.Fields;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.registry.Scheduling;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps to the schedules that flows have in their code. */
public final class FlowScheduling implements Scheduling {
    private final Scheduler scheduler;

    /** With what that one began. */
    public FlowScheduling(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void check(Fields fields, Registration flow) {
        @Nullable Map<String, @Nullable Object> schedule = flow.schedule();
        if (schedule != null) {
            Schedule ignored = ScheduleCheck.check(fields, "/schedule", schedule, flow.parameters(), Instant.now());
        }
    }

    @Override
    public void registered(Handle handle, FlowVersion newest) {
        String json = newest.schedule();
        new Changes(scheduler.decisions())
                .registered(
                        handle,
                        newest.flowId(),
                        json == null ? Optional.empty() : Optional.of(ScheduleJson.read(json)));
        scheduler.wake();
    }
}
