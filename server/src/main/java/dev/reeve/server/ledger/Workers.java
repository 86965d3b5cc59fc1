package dev.reeve.server.ledger;

import dev.reeve.server.ledger.Applying.Judged;
import dev.reeve.server.ledger.Judgement.Accepted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which workers called task runs, in one statement behind those that wrote the rest of the batches, within their
 * transaction: a task run may have changed in an earlier batch than the one that names its worker.
 */
final class Workers {
    private record Named(UUID run, TaskKey key, String worker) {}

    private static final String APPLY = """
            update task_run t set worker = w.worker from unnest(?::uuid[], ?::int[], ?::int[], ?::text[])
                as w(id, task, map_index, worker)
            where t.run_id = w.id and t.task = w.task and t.map_index = w.map_index
            """;

    private final Connection connection;

    Workers(Connection connection) {
        this.connection = connection;
    }

    static boolean any(Judged judged) {
        return !judged.accepted().workers().isEmpty()
                || judged.accepted().inside().stream()
                        .anyMatch(part -> !part.accepted().workers().isEmpty());
    }

    /** Of batches that were written. */
    void apply(List<Judged> batches) throws SQLException {
        List<Named> rows = new ArrayList<>();
        for (Judged each : batches) {
            add(each.run(), each.accepted(), rows);
            each.accepted().inside().forEach(part -> add(part.image().run, part.accepted(), rows));
        }
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(APPLY)) {
            new SqlArrays(connection, statement)
                    .column("uuid", rows, Named::run)
                    .column("int4", rows, row -> row.key().task())
                    .column("int4", rows, row -> row.key().index())
                    .column("text", rows, Named::worker);
            statement.executeUpdate();
        }
    }

    private static void add(UUID run, Accepted accepted, List<Named> rows) {
        accepted.workers().forEach((key, worker) -> rows.add(new Named(run, key, Texts.clean(worker))));
    }
}
