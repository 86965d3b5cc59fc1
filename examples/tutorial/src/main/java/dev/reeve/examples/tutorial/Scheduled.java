package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.schedule.Adjustment;
import dev.reeve.schedule.Filter;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Flows that are to run by themselves. */
public final class Scheduled {
    private Scheduled() {}

    static String load(String country) {
        return "loaded " + country;
    }

    /** The flow. */
    public static Flow flow() {
        return Flow.define("scheduled", f -> {
            f.task(Scheduled::load, f.parameter("country", "Italy")).keep();
            // snippet: schedule
            f.schedule(Schedule.cron("0 13 * * MON-FRI").in("Europe/Berlin").parameter("country", "Germany"));
            // snippet end
        });
    }

    static Schedule severalClocks() {
        // snippet: clocks
        Schedule germany = Schedule.cron("0 6 * * *").in("Europe/Berlin").parameter("country", "Germany");
        Schedule italy = Schedule.every(Duration.ofHours(6)).parameter("country", "Italy");
        Schedule both = germany.and(italy.labels("big"));
        // snippet end
        return both;
    }

    static Schedule officeHours() {
        // snippet: filters
        Schedule office = Schedule.every(Duration.ofHours(1))
                .in("Europe/Berlin")
                .onlyWhen(Filter.weekdays(), Filter.betweenTimes(LocalTime.of(9, 0), LocalTime.of(17, 0)))
                .except(Filter.onDates(LocalDate.of(2026, 12, 24)), Filter.monthEnd())
                .moved(Adjustment.plus(Duration.ofMinutes(5)));
        // snippet end
        return office;
    }

    static List<Firing> nextFive(Schedule schedule, Instant after) {
        // snippet: next
        List<Firing> next = schedule.next(after, 5).toList();
        // snippet end
        return next;
    }

    static RunOptions forSpain(Firing firing) {
        // snippet: firing
        RunOptions options = RunOptions.DEFAULT.firing(firing).parameter("country", "Spain");
        // snippet end
        return options;
    }
}
