package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.TaskRun;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.ServeOptions;

/** A flow that runs each hour, for as long as its process lives. */
public final class Hourly {
    private Hourly() {}

    static String load() {
        return TaskRun.current().dataInterval().toString();
    }

    static Flow flow() {
        return Flow.define("hourly", f -> {
            f.task(Hourly::load);
            f.schedule(Schedule.cron("0 * * * *"));
        });
    }

    public static void main(String[] args) throws InterruptedException {
        flow().serve(ServeOptions.DEFAULT.overlap(Overlap.queue(5)).catchUp(CatchUp.NONE));
    }
}
