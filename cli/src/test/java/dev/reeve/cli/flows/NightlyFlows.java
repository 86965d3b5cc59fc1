package dev.reeve.cli.flows;

import dev.reeve.Flow;
import dev.reeve.schedule.Filter;
import dev.reeve.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/** Flows with schedules, which only {@code reeve schedule} is asked about. */
public final class NightlyFlows {
    private NightlyFlows() {}

    static void load(String country) {}

    /** Two clocks with parameters and labels, one of them with a filter that is a function. */
    public static Flow nightly() {
        return Flow.define("nightly", f -> {
            f.action(NightlyFlows::load, f.parameter("country", "Italy"));
            f.schedule(Schedule.cron("30 2 * * *")
                    .in("Europe/Berlin")
                    .parameter("country", "Germany")
                    .labels("big")
                    .and(Schedule.every(Duration.ofHours(12))
                            .onlyWhen(Filter.own(
                                    "no Monday", time -> time.getDayOfWeek().getValue() != 1))));
        });
    }

    /** One that will not run again. */
    public static Flow over() {
        return Flow.define("over", f -> {
            f.action(NightlyFlows::load, f.parameter("country", "Italy"));
            f.schedule(Schedule.at(Instant.EPOCH));
        });
    }
}
