package dev.reeve.server.schedule;

import dev.reeve.api.RegisteredParameter;
import dev.reeve.schedule.Clock;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleException;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.run.ParameterCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a schedule can be kept to. */
final class ScheduleCheck {
    private static final int LONGEST = 200_000;
    private static final int MOST_CLOCKS = 100;

    private ScheduleCheck() {}

    /** The schedule; null if something is wrong, which is said then. */
    static @Nullable Schedule check(
            Fields fields,
            String at,
            Map<String, @Nullable Object> json,
            List<RegisteredParameter> taken,
            Instant now) {
        int before = fields.errors().size();
        Schedule schedule = read(fields, at, json, now);
        if (schedule != null) {
            runs(fields, at, schedule, taken);
        }
        return fields.errors().size() > before ? null : schedule;
    }

    /** The schedule, whatever its runs are given; null if there is none in it, which is said then. */
    static @Nullable Schedule read(Fields fields, String at, Map<String, @Nullable Object> json, Instant now) {
        String text = WireJson.text(json);
        Schedule schedule = text.length() > LONGEST ? null : read(fields, at, text, now);
        if (text.length() > LONGEST || schedule != null && schedule.clocks().size() > MOST_CLOCKS) {
            fields.wrong(at, "is longer than " + LONGEST + " characters, or has more than " + MOST_CLOCKS + " clocks.");
            return null;
        }
        return schedule;
    }

    /** Says what is wrong with what its runs are given. */
    static void runs(Fields fields, String at, Schedule schedule, List<RegisteredParameter> taken) {
        for (int i = 0; i < schedule.clocks().size(); i++) {
            Clock clock = schedule.clocks().get(i);
            String place = at + "/clocks/" + i;
            fields.labels(place + "/labels", List.copyOf(clock.labels()));
            ParameterCheck.check(fields, place + "/parameters", taken, clock.parameters());
        }
    }

    private static @Nullable Schedule read(Fields fields, String at, String text, Instant now) {
        try {
            Schedule schedule = ScheduleJson.read(text);
            schedule.next(now).ifPresent(first -> {}); // filters that let nothing through are found only so
            return schedule;
        } catch (ScheduleException e) {
            fields.wrong(at, "cannot be kept to: " + e.getMessage());
            return null;
        }
    }

    /** The policy; the other one if none is said, or something is wrong, which is said then. */
    static <T> T policy(Fields fields, String at, @Nullable String text, T otherwise, Function<String, T> reader) {
        if (text == null) {
            return otherwise;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            fields.wrong(at, e.getMessage() == null ? "is wrong." : e.getMessage());
            return otherwise;
        }
    }
}
