package dev.reeve.cli.flows;

import dev.reeve.Flow;
import dev.reeve.TaskRun;
import dev.reeve.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;

/** Flows that are served. */
public final class ServedFlows {
    private ServedFlows() {}

    static void load() {
        TaskRun.current()
                .logger()
                .info("data from {}", TaskRun.current().dataInterval().from());
    }

    /** Every second, a few times from when it is defined. */
    public static Flow seconds() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return Flow.define("seconds", f -> {
            f.action(ServedFlows::load);
            f.schedule(Schedule.at(now.plusSeconds(2), now.plusSeconds(3)));
        });
    }

    /** Each day of a spring in Berlin. */
    public static Flow days() {
        return Flow.define("days", f -> {
            f.runNamed("days-{interval_from:yyyy-MM-dd}");
            f.action(ServedFlows::load);
            f.schedule(
                    Schedule.cron("0 0 * * *").in("Europe/Berlin").starting(LocalDateTime.parse("2026-03-01T00:00")));
        });
    }

    static void sleep() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Does not end by itself. */
    public static Flow endless() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return Flow.define("endless", f -> {
            f.action(ServedFlows::sleep);
            f.schedule(Schedule.at(now.plusSeconds(2)));
        });
    }

    /** Cannot be defined. */
    public static Flow broken() {
        throw new IllegalStateException("no such thing");
    }
}
