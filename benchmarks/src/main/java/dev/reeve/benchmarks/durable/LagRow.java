package dev.reeve.benchmarks.durable;

import dev.reeve.api.NewSchedule;
import dev.reeve.benchmarks.Bar;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How long after the instant of a schedule its run is there, where very many fire at the same instant, once a minute. */
record LagRow(Installed installed, Amount amount) implements DurableRow {
    private static final int MANY = 100;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final double BAR = 2;

    private static final String LAGS = """
            select extract(epoch from r.created_at - f.at) from firing f join flow_run r on r.id = f.run_id
            where f.at = to_timestamp(?)
            """;

    @Override
    public String name() {
        return "schedule_lag";
    }

    @Override
    public List<Finding> measure() throws Exception {
        Installation installation = installed.get();
        String flow = installation.admin().flows(Installation.PROJECT).items().stream()
                .filter(each -> each.name().equals("single"))
                .findFirst()
                .orElseThrow()
                .id();
        long begun = System.nanoTime();
        // setting one takes some milliseconds; all are to be there when the first instant comes
        Instant first = Instant.now()
                .plusSeconds(3)
                .plusMillis(amount.schedules() * 12L)
                .truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < amount.schedules(); i++) {
            var ignored = installation.admin().schedules().set(flow, "each-minute-" + i, wanted(first));
        }
        double setting = (System.nanoTime() - begun) / 1e6 / amount.schedules();
        Instant fires = next(first);
        return List.of(finding(awaited(installation, fires), setting));
    }

    /** Few may come again soon, for a machine that was too slow to set them in time. */
    private Duration period() {
        return amount.schedules() < MANY ? Duration.ofSeconds(10) : Duration.ofMinutes(1);
    }

    /** The first instant that is not over when all are there. */
    private Instant next(Instant first) {
        Instant fires = first;
        while (fires.isBefore(Instant.now())) {
            fires = fires.plus(period());
        }
        return fires;
    }

    private NewSchedule wanted(Instant anchor) {
        String json = ScheduleJson.write(Schedule.every(period()).anchoredAt(anchor), value -> value);
        return new NewSchedule(JsonMapper.shared().readValue(json, new TypeReference<>() {}), "allow:1000", "none");
    }

    private Sample awaited(Installation installation, Instant fires) throws SQLException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            List<Double> lags = lags(installation, fires);
            if (lags.size() >= amount.schedules()) {
                return new Sample(lags);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException("not all schedules fired at " + fires);
    }

    private static List<Double> lags(Installation installation, Instant fires) throws SQLException {
        try (PreparedStatement statement = installation.connection().prepareStatement(LAGS)) {
            statement.setDouble(1, fires.toEpochMilli() / 1e3);
            try (ResultSet rows = statement.executeQuery()) {
                List<Double> lags = new ArrayList<>();
                while (rows.next()) {
                    lags.add(rows.getDouble(1));
                }
                return lags;
            }
        }
    }

    private Finding finding(Sample lags, double setting) {
        return new Finding(
                name(),
                "p50 %s s, p99 %s s".formatted(Words.brief(lags.median()), Words.brief(lags.quantile(0.99))),
                "%,d at one instant, each set in %s ms".formatted(amount.schedules(), Words.brief(setting)),
                "",
                List.of(Bar.atMost(BAR, lags.quantile(0.99), "s p99")),
                new Figures()
                        .add("seconds", lags)
                        .add("seconds_p99", lags.quantile(0.99))
                        .add("setting_milliseconds", setting)
                        .map());
    }
}
