package dev.reeve.server.ledger;

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
    /** Those of batches; children of a mapped task count with their node. */
    static List<AssetRow> of(List<Applying.Judged> batches) {
        List<AssetRow> rows = new ArrayList<>();
        for (Applying.Judged each : batches) {
            for (Judgement.Line line : each.accepted().history()) {
                TaskKey key = line.key();
                if (key != null && !key.child() && line.columns().code() == StateColumns.SUCCESS) {
                    add(rows, each, key, line.at());
                }
            }
        }
        return rows;
    }

    private static void add(List<AssetRow> rows, Applying.Judged judged, TaskKey key, Instant at) {
        FlowStructure.Node node = judged.image().structure.tasks().get(key.task());
        if (node.reads().isEmpty() && node.produces().isEmpty()) {
            return;
        }
        Judgement.TaskRow row = judged.accepted().tasks().get(key);
        int attempt = row == null ? StateColumns.KEPT : row.attempt();
        node.reads().forEach(name -> rows.add(new AssetRow(judged.run(), key.task(), name, false, attempt, at)));
        node.produces().forEach(name -> rows.add(new AssetRow(judged.run(), key.task(), name, true, attempt, at)));
    }
}
