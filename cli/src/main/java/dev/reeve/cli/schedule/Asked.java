package dev.reeve.cli.schedule;

import dev.reeve.schedule.Explanation;
import dev.reeve.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;

/**
 * What a command on a schedule is asked.
 *
 * @param expression the cron expression; empty if it is the schedule of a flow
 * @param flow the flow's name; empty if it is an expression
 * @param zone in which times are shown
 * @param count how many firings at most
 */
record Asked(Schedule schedule, String expression, String flow, ZoneId zone, Instant after, int count) {
    Stream<Explanation> firings() {
        return schedule.explained(after).limit(count);
    }

    /** What it is about, for people. */
    String subject() {
        return flow.isEmpty() ? "\"" + expression.strip() + "\"" : "The schedule of flow \"" + flow + "\"";
    }
}
