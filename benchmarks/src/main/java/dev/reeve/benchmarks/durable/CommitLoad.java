package dev.reeve.benchmarks.durable;

import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The yardstick's transactions over JDBC, for machines without pgbench. */
final class CommitLoad {
    private CommitLoad() {}

    static double run(DatabaseAddress database, int rows, int clients, Duration time)
            throws SQLException, InterruptedException {
        List<Connection> connections = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                connections.add(Database.connect(database));
            }
            long begun = System.nanoTime();
            long end = begun + time.toNanos();
            List<Future<Integer>> counts = new ArrayList<>();
            for (Connection connection : connections) {
                counts.add(threads.submit(() -> commit(connection, rows, end)));
            }
            double commits = 0;
            for (Future<Integer> count : counts) {
                commits += count.get();
            }
            return commits * 1e9 / (System.nanoTime() - begun);
        } catch (ExecutionException e) {
            throw new SQLException("commits could not be counted", e);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static int commit(Connection connection, int rows, long end) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement update =
                        connection.prepareStatement("update public.account set balance = balance + 1 where id = ?");
                PreparedStatement read =
                        connection.prepareStatement("select balance from public.account where id = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into public.entry (account, amount, at) values (?, 1, now())")) {
            int commits = 0;
            do {
                int id = ThreadLocalRandom.current().nextInt(rows) + 1;
                update.setInt(1, id);
                update.executeUpdate();
                read.setInt(1, id);
                read.executeQuery().close();
                insert.setInt(1, id);
                insert.executeUpdate();
                connection.commit();
                commits++;
            } while (System.nanoTime() < end);
            return commits;
        }
    }
}
