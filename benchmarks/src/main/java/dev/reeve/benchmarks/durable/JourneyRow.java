package dev.reeve.benchmarks.durable;

import dev.reeve.api.NewFlowRun;
import dev.reeve.api.StreamEvent;
import dev.reeve.benchmarks.Bar;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import dev.reeve.client.EventStream;
import dev.reeve.client.StreamListener;
import dev.reeve.server.database.DatabaseAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs of one task from a caller to the end: asked for over HTTP, claimed by an agent, carried out in its warm runner,
 * told to the server. Beside commits, beside db-scheduler, and beside the same while somebody watches.
 */
record JourneyRow(Sitting sitting, Installed installed, Yardstick yardstick, Amount amount) implements DurableRow {
    private static final int CALLERS = 8;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "journey";
    }

    private record Speed(double runs, double serverCpu, double agentCpu, double databaseCpu) {}

    @Override
    public List<Finding> measure() throws Exception {
        Installation installation = installed.get();
        runs(installation, amount.runs() / 2);
        Yardstick.Beside<Speed> result = yardstick.beside(Yardstick.CLIENTS, () -> speed(installation));
        double other = otherScheduler();
        double watched = watched(installation);
        double alone = speed(installation).runs();
        return List.of(
                finding(result.measured(), result.commits(), other),
                stream(watched, new Sample(List.of(result.measured().runs(), alone))));
    }

    private double otherScheduler() throws Exception {
        DatabaseAddress database = sitting.fresh("db_scheduler");
        try {
            return OtherScheduler.run(database, amount.runs() / 2, amount.runs(), CALLERS);
        } finally {
            sitting.drop(database);
        }
    }

    private double watched(Installation installation) throws Exception {
        StreamListener nobody = new StreamListener() {
            @Override
            public void changed(StreamEvent event) {}

            @Override
            public void resync(StreamEvent event) {}
        };
        EventStream stream = installation.admin().stream(List.of("runs:" + Installation.PROJECT), nobody);
        try {
            return speed(installation).runs();
        } finally {
            stream.close();
        }
    }

    /** Runs of one task that nobody counts, so that the compilers have seen what follows. */
    static void warm(Installation installation, int count) throws Exception {
        double ignored = runs(installation, count);
    }

    private Speed speed(Installation installation) throws Exception {
        long server = installation.serverCpu();
        long agent = installation.agentCpu();
        OptionalLong database = sitting.cpu();
        double speed = runs(installation, amount.runs());
        double used = database.isEmpty() ? 0 : sitting.cpu().orElse(0) - database.getAsLong();
        return new Speed(
                speed,
                (double) (installation.serverCpu() - server) / amount.runs(),
                (double) (installation.agentCpu() - agent) / amount.runs(),
                used / amount.runs());
    }

    /** Runs a second. All are asked for as fast as that goes, so that more than the slots are under way. */
    private static double runs(Installation installation, int count) throws Exception {
        double before = installation.number("select count(*) from flow_run where state = 8");
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int first = i;
                callers.add(threads.submit(() -> {
                    for (int n = first; n < count; n += CALLERS) {
                        var ignored = installation.admin().createFlowRun(NewFlowRun.of("single", Map.of()));
                    }
                    return null;
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run was refused: " + e.getCause(), e);
        }
        installation.awaitQuiet(LONGEST);
        double speed = count * 1e9 / (System.nanoTime() - begun);
        if (installation.number("select count(*) from flow_run where state = 8") - before != count) {
            throw new IllegalStateException("not all of " + count + " runs ended well");
        }
        return speed;
    }

    private Finding finding(Speed speed, Sample commits, double other) {
        double ratio = speed.runs() / commits.median();
        return new Finding(
                name() + "_" + Installed.SLOTS,
                Words.brief(speed.runs()) + " runs/s",
                yardstick.name() + " " + Words.spread(commits, 1, 0) + "/s, db-scheduler " + Words.brief(other) + "/s",
                Words.fixed(ratio, 2),
                List.of(
                        Bar.atLeast(0.5, ratio, "x " + yardstick.name()),
                        Bar.atLeast(2, speed.runs() / other, "x db-scheduler")),
                new Figures()
                        .add("runs_per_second", speed.runs())
                        .add("commits_per_second", commits)
                        .add("ratio", ratio)
                        .add("db_scheduler_per_second", other)
                        .add("ratio_to_db_scheduler", speed.runs() / other)
                        .add("server_cpu_micros_per_run", speed.serverCpu() / 1e3)
                        .add("agent_cpu_micros_per_run", speed.agentCpu() / 1e3)
                        .add("database_cpu_micros_per_run", speed.databaseCpu() / 1e3)
                        .map());
    }

    private static Finding stream(double watched, Sample alone) {
        double ratio = watched / alone.median();
        return new Finding(
                "watched",
                Words.brief(watched) + " runs/s",
                "unwatched " + Words.spread(alone, 1, 0) + " runs/s",
                Words.fixed(ratio, 2),
                List.of(Bar.atLeast(0.7, ratio, "x")),
                new Figures()
                        .add("runs_per_second", watched)
                        .add("limit_per_second", alone)
                        .add("ratio", ratio)
                        .map());
    }
}
