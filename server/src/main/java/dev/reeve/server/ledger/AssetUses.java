package dev.reeve.server.ledger;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Which assets the tasks of a version name. Written with the version. */
final class AssetUses {
    private static final String WRITE = """
            insert into asset_use (project_id, name, flow_id, version_id, task, produces)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """;

    private AssetUses() {}

    static void write(Handle handle, FlowVersion version) {
        PreparedBatch batch = handle.prepareBatch(WRITE);
        for (int task = 0; task < version.structure().tasks().size(); task++) {
            FlowStructure.Node node = version.structure().tasks().get(task);
            for (String name : node.reads()) {
                add(batch, version, task, name, false);
            }
            for (String name : node.produces()) {
                add(batch, version, task, name, true);
            }
        }
        if (batch.size() > 0) {
            int[] ignored = batch.execute();
        }
    }

    private static void add(PreparedBatch batch, FlowVersion version, int task, String name, boolean produces) {
        batch.bind(0, version.projectId())
                .bind(1, Texts.clean(name))
                .bind(2, version.flowId())
                .bind(3, version.id())
                .bind(4, task)
                .bind(5, produces)
                .add();
    }
}
