package dev.reeve.server.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A task run that succeeded within a batch, and an asset that it made or read.
 *
 * @param attempt which one did; {@link StateColumns#KEPT}: that which is written already
 */
record AssetRow(UUID run, int task, String name, boolean produces, int attempt, Instant at) {
    /** Those of what a batch comes to for a run; children of a mapped task count with their node. */
    static List<AssetRow> of(UUID run, RunImage image, Judgement.Accepted accepted) {
        List<AssetRow> rows = new ArrayList<>();
        for (Judgement.Line line : accepted.history()) {
            TaskKey key = line.key();
            if (key != null && !key.child() && line.columns().code() == StateColumns.SUCCESS) {
                FlowStructure.Node node = image.structure.tasks().get(key.task());
                Judgement.TaskRow row = accepted.tasks().get(key);
                int attempt = row == null ? StateColumns.KEPT : row.attempt();
                node.reads().forEach(name -> rows.add(new AssetRow(run, key.task(), name, false, attempt, line.at())));
                node.produces()
                        .forEach(name -> rows.add(new AssetRow(run, key.task(), name, true, attempt, line.at())));
            }
        }
        return rows;
    }

    static void write(SqlArrays arrays, List<AssetRow> rows) throws SQLException {
        arrays.column("uuid", rows, AssetRow::run)
                .column("int4", rows, AssetRow::task)
                .column("text", rows, AssetRow::name)
                .column("bool", rows, AssetRow::produces)
                .column("int4", rows, AssetRow::attempt)
                .column("timestamptz", rows, AssetRow::at);
    }
}
