package dev.reeve.server.schedule;

import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LedgerOptions;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.ledger.Registration;
import dev.reeve.server.schedule.Schedules.Setting;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Schedules over a database of its own, whose time is what the test says. */
final class Board implements AutoCloseable {
    static final Instant T0 = Instant.parse("2026-03-20T00:00:00Z");

    final Database database = Database.open(TestDatabase.fresh());
    final Ledger ledger = Ledger.open(database, new LedgerOptions(Duration.ofSeconds(30), Duration.ZERO, 1));
    final Project project = ledger.catalog().project("Demo", "");
    final Scheduler scheduler = scheduler(new Random(7));

    Scheduler scheduler(RandomGenerator random) {
        return new Scheduler(database.jdbi(), ledger, InstantSource.system(), random);
    }

    /** One that is killed before one statement out of so many. */
    Scheduler mortal(RandomGenerator random, int outOf) {
        Jdbi jdbi = Jdbi.create(() -> database.jdbi().open().getConnection());
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                if (random.nextInt(outOf) == 0) {
                    throw new Killed();
                }
            }

            @Override
            public void logException(StatementContext context, SQLException e) {}
        });
        return new Scheduler(jdbi, ledger, InstantSource.system(), random);
    }

    FlowVersion flow(String name) {
        return ledger.catalog()
                .register(
                        project.id(),
                        new Registration(name, "a0", new FlowStructure(List.of()), "[]", null, "{}", List.of(), ""));
    }

    /** One that takes {@code who}, and whose runs are named so. */
    FlowVersion flow(String name, String runName) {
        String who = """
                [{"name":"who","type":"java.lang.String","json":"STRING","required":false,"defaultJson":"\\"Joe\\"","help":""}]
                """;
        String bundle = WireJson.text(Map.of("runName", runName));
        return ledger.catalog()
                .register(
                        project.id(),
                        new Registration(name, "a0", new FlowStructure(List.of()), who, null, bundle, List.of(), ""));
    }

    /** A schedule whose firings are decided on from {@link #T0} on. */
    int schedule(String flow, Schedule schedule, Overlap overlap, CatchUp catchUp) {
        return schedule(flow(flow), "default", schedule, overlap, catchUp);
    }

    int schedule(FlowVersion flow, String name, Schedule schedule, Overlap overlap, CatchUp catchUp) {
        Setting setting = new Setting(false, ScheduleJson.write(schedule), overlap, catchUp, "ada");
        return database.jdbi().withHandle(handle -> {
            Schedules.insert(handle, flow.flowId(), name, setting, T0);
            return Schedules.find(handle, flow.flowId(), name).orElseThrow().id();
        });
    }

    StoredSchedule stored(int id) {
        return database.jdbi()
                .withHandle(handle -> Schedules.claim(handle, List.of(id)))
                .getFirst();
    }

    /** What became of firings, as {@code time state}. */
    List<String> firings(int schedule) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select * from firing where schedule_id = ? order by at, clock")
                                .bind(0, schedule)
                                .map((row, context) -> FiringRow.of(row))
                                .map(row -> row.at() + " " + row.word())
                                .list());
    }

    List<Map<String, Object>> rows(String query) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(query).mapToMap().list());
    }

    /** All runs that are under way end well, without an agent. */
    void endRuns() {
        sql("update flow_run set state = 8, detail = null where state < 8");
        sql("delete from run_queue");
    }

    void sql(String statement) {
        database.jdbi().useHandle(handle -> handle.execute(statement));
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
