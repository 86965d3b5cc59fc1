package dev.reeve.server.schedule;

import dev.reeve.api.FiringState;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.serve.policy.Words;
import dev.reeve.server.schedule.Schedules.Setting;
import dev.reeve.spi.Occasion.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What people do to schedules, in a transaction of the caller's. What was due before is decided on first; then only what the
 * schedule made and nobody began is taken back.
 */
final class Changes {
    private static final int MOST_COUNTED = 10_000;

    private final Decisions decisions;

    Changes(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Sets it, anew or in the place of what was there. */
    void set(Handle handle, int flow, String name, Setting setting) {
        Schedules.lockFlow(handle, flow);
        Instant now = Schedules.now(handle);
        Optional<StoredSchedule> before = Schedules.lock(handle, flow, name);
        if (before.isEmpty()) {
            Schedules.insert(handle, flow, name, setting, now);
            return;
        }
        StoredSchedule stored = before.get();
        if (stored.pause() == null) {
            decisions.decide(handle, List.of(stored), now);
        }
        if (!same(stored.json(), setting.json())) {
            decisions.withdraw(handle, stored, "the schedule was changed" + by(setting.by()), now);
        }
        Schedules.change(handle, stored.id(), setting, now);
    }

    private static boolean same(String json, String other) {
        return ScheduleJson.read(json).equals(ScheduleJson.read(other));
    }

    private static String by(String who) {
        return who.isEmpty() ? " by a new version of the flow" : " by " + who;
    }

    void remove(Handle handle, StoredSchedule stored, String by) {
        Instant now = Schedules.now(handle);
        decisions.withdraw(handle, stored, "the schedule was deleted" + by(by), now);
        Schedules.delete(handle, stored.id());
    }

    /** Whether it was not paused before. */
    boolean pause(Handle handle, StoredSchedule stored, String by, String reason) {
        if (stored.pause() != null) {
            return false;
        }
        Instant now = Schedules.now(handle);
        decisions.decide(handle, List.of(stored), now);
        decisions.withdraw(handle, stored, "the schedule was paused by " + by, now);
        Schedules.pause(handle, stored.id(), by, reason, now);
        return true;
    }

    /** Whether it was paused. What fell into the pause is left out. */
    boolean resume(Handle handle, StoredSchedule stored) {
        StoredSchedule.Pause pause = stored.pause();
        if (pause == null) {
            return false;
        }
        Instant now = Schedules.now(handle);
        List<Firing> left = stored.schedule()
                .firings(stored.after())
                .takeWhile(firing -> !firing.time().isAfter(now))
                .limit(MOST_COUNTED)
                .toList();
        if (!left.isEmpty()) {
            String words = (left.size() == MOST_COUNTED ? "at least " : "") + left.size()
                    + (left.size() == 1 ? " firing" : " firings") + " fell into the pause by " + pause.by() + ", of "
                    + Words.span(Duration.between(pause.at(), now)) + ". They are not made up for.";
            FiringRow row = new FiringRow(
                    stored.id(),
                    Columns.micros(left.getFirst().time()),
                    FiringRow.ALL,
                    FiringState.MISSED,
                    Cause.SCHEDULE,
                    false,
                    null,
                    words);
            FiringRows.add(handle, List.of(row), now);
        }
        Schedules.resume(handle, stored.id(), now);
        return true;
    }

    /** The schedule that a flow has in its code is kept to, unless another was set in its place. */
    void registered(Handle handle, int flow, Optional<Schedule> own) {
        Optional<StoredSchedule> before = Schedules.lock(handle, flow, StoredSchedule.DEFAULT);
        if (before.isPresent() && !before.get().own()) {
            return;
        }
        if (own.isEmpty()) {
            before.ifPresent(stored -> remove(handle, stored, ""));
            return;
        }
        String json = ScheduleJson.write(own.get());
        if (before.isEmpty() || !same(before.get().json(), json)) {
            Setting setting = before.map(stored -> new Setting(true, json, stored.overlap(), stored.catchUp(), ""))
                    .orElse(new Setting(true, json, dev.reeve.serve.Overlap.SKIP, dev.reeve.serve.CatchUp.LAST, ""));
            set(handle, flow, StoredSchedule.DEFAULT, setting);
        }
    }
}
