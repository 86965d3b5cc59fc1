package dev.reeve.benchmarks.durable;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.reeve.server.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What db-scheduler, a library for durable tasks over a database, does in a second: one-time tasks that do nothing, asked
 * for by several threads while it carries them out, in its own process. It keeps a row a task, and no history.
 */
final class OtherScheduler {
    private static final int THREADS = 64;

    private static final String TABLE = """
            create table scheduled_tasks (
                task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamptz not null, picked boolean not null, picked_by text,
                last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                last_heartbeat timestamptz, version bigint not null, priority smallint,
                primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            """;

    private OtherScheduler() {}

    /** Tasks a second, over an empty database. */
    static double run(DatabaseAddress database, int warmUp, int tasks, int callers)
            throws SQLException, InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(16);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
            }
            double ignored = run(pool, "warm-up", warmUp, callers);
            return run(pool, "measured", tasks, callers);
        }
    }

    private static double run(HikariDataSource pool, String name, int tasks, int callers) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(tasks);
        OneTimeTask<Void> task = Tasks.oneTime(name).execute((instance, context) -> done.countDown());
        Scheduler scheduler = Scheduler.create(pool, task)
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(50))
                .pollUsingLockAndFetch(0.5, 4.0)
                .build();
        scheduler.start();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            long begun = System.nanoTime();
            for (int i = 0; i < callers; i++) {
                int first = i;
                threads.execute(() -> {
                    for (int n = first; n < tasks; n += callers) {
                        scheduler.schedule(task.instance(String.valueOf(n)), Instant.now());
                    }
                });
            }
            if (!done.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("db-scheduler did not do " + done.getCount() + " of " + tasks);
            }
            return tasks * 1e9 / (System.nanoTime() - begun);
        } finally {
            scheduler.stop();
        }
    }
}
