package dev.reeve.server.schedule;

import dev.reeve.api.NewSchedule;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.SchedulePreview;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.schedule.Schedules.Setting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes of what somebody wants a schedule to be one that can be kept to. */
final class Settings {
    private final Versions versions;

    Settings(Versions versions) {
        this.versions = versions;
    }

    /**
     * With that of the code if none is given, and the policies of before if none are.
     *
     * @param by who sets it
     * @throws ProblemException if it cannot be kept to; names the fields
     */
    Setting of(Handle handle, SeenFlow flow, String name, NewSchedule wanted, String by) {
        Optional<StoredSchedule> before = Schedules.find(handle, flow.id(), name);
        Fields fields = new Fields();
        Overlap overlap =
                overlap(fields, wanted, before.map(StoredSchedule::overlap).orElse(Overlap.SKIP));
        CatchUp catchUp =
                catchUp(fields, wanted, before.map(StoredSchedule::catchUp).orElse(CatchUp.LAST));
        boolean own = wanted.schedule() == null;
        String json = own ? ofCode(handle, fields, flow, name) : given(handle, fields, flow, wanted.schedule());
        fields.done();
        return new Setting(own, json, overlap, catchUp, own ? "" : by);
    }

    /**
     * What it would do, and what keeps it from being set.
     *
     * @throws ProblemException if it is no schedule
     */
    SchedulePreview preview(Handle handle, SeenFlow flow, NewSchedule wanted, Instant after, int upcoming) {
        Fields fields = new Fields();
        Schedule schedule;
        if (wanted.schedule() == null) {
            String own = ofCode(handle, fields, flow, StoredSchedule.DEFAULT);
            schedule = fields.errors().isEmpty() ? ScheduleJson.read(own) : null;
        } else {
            schedule = ScheduleCheck.read(fields, "/schedule", wanted.schedule(), Instant.now());
        }
        if (schedule == null) {
            fields.done();
            throw new IllegalStateException("no schedule, and nothing is wrong with it");
        }
        overlap(fields, wanted, Overlap.SKIP);
        catchUp(fields, wanted, CatchUp.LAST);
        ScheduleCheck.runs(fields, "/schedule", schedule, parameters(handle, flow));
        return ScheduleViews.preview(schedule, after, upcoming, fields.errors());
    }

    private static Overlap overlap(Fields fields, NewSchedule wanted, Overlap otherwise) {
        return ScheduleCheck.policy(fields, "/overlap", wanted.overlap(), otherwise, Overlap::parse);
    }

    private static CatchUp catchUp(Fields fields, NewSchedule wanted, CatchUp otherwise) {
        return ScheduleCheck.policy(fields, "/catchUp", wanted.catchUp(), otherwise, CatchUp::parse);
    }

    private List<RegisteredParameter> parameters(Handle handle, SeenFlow flow) {
        Versions.Newest version =
                versions.of(handle, List.of(flow.id())).get(flow.id());
        return version == null ? List.of() : version.parameters();
    }

    /** That of the flow's code; empty if it has none, which is said then. */
    static String ofCode(Handle handle, Fields fields, SeenFlow flow, String name) {
        Optional<String> own = handle.createQuery(
                        "select schedule from flow_version where flow_id = ? order by version desc limit 1")
                .bind(0, flow.id())
                .map((row, context) -> Optional.ofNullable(row.getString(1)))
                .findOne()
                .flatMap(found -> found);
        if (own.isEmpty() || !name.equals(StoredSchedule.DEFAULT)) {
            fields.wrong(
                    "/schedule",
                    own.isEmpty()
                            ? "is missing: the flow has none in its code."
                            : "is missing: that of the flow's code is called \"" + StoredSchedule.DEFAULT + "\".");
            return "";
        }
        return ScheduleJson.write(ScheduleJson.read(own.get()));
    }

    private String given(Handle handle, Fields fields, SeenFlow flow, @Nullable Map<String, @Nullable Object> wanted) {
        Schedule schedule = ScheduleCheck.check(
                fields,
                "/schedule",
                wanted == null ? Map.of() : wanted,
                parameters(handle, flow),
                Instant.now());
        return schedule == null ? "" : ScheduleJson.write(schedule);
    }
}
