package dev.reeve.server.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one writer knows of held runs: the last {@value #MOST} that it wrote of, with at most {@value #MOST_TASKS}
 * task runs, read where it knows nothing. Of runs that
 * nobody holds it knows nothing. Touched by that writer's thread.
 */
final class Images {
    private static final int MOST = 2_000;
    private static final long MOST_TASKS = 1_000_000;

    private static final String RUNS = """
            select f.id, f.project_id, f.version_id, f.state, f.detail, f.started_at is not null as has_tasks, l.epoch, l.seq
            from run_lease l join flow_run f on f.id = l.run_id where l.run_id = any(?)
            """;

    /** Read after the lease: what another server writes meanwhile moves the lease on, and the fence sees that. */
    private static final String TASKS =
            "select run_id, task, map_index, state, detail from task_run where run_id = any(?)";

    private static final String TOLD = """
            select distinct run_id, task, map_index from state_history
            where run_id = any(?) and epoch = ? and task is not null and state >= 0
            """;

    private static final String INSIDE = "select * from inner_run where id = any(?)";

    private final Catalog catalog;
    private final Map<UUID, RunImage> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, RunImage> eldest) {
            return size() > MOST;
        }
    };

    Images(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Makes sure that what is known of these batches' runs is what they go on from, if that is so at all. */
    void prepare(Connection connection, Collection<Batch> batches) throws SQLException {
        List<UUID> unknown = new ArrayList<>();
        for (Batch batch : batches) {
            RunImage image = known.get(batch.run());
            if (image == null || image.epoch != batch.epoch() || image.seq != batch.after()) {
                known.remove(batch.run());
                unknown.add(batch.run());
            }
        }
        if (!unknown.isEmpty()) {
            read(connection, unknown);
        }
        for (Batch batch : batches) {
            RunImage image = known.get(batch.run());
            Set<UUID> named = image == null ? Set.of() : named(batch, image);
            if (image != null && !named.isEmpty()) {
                inside(connection, image, named);
            }
        }
    }

    /** Runs that tasks are, of which a batch tells and nothing is known. */
    private static Set<UUID> named(Batch batch, RunImage image) {
        Set<UUID> named = new HashSet<>();
        for (Entry entry : batch.entries()) {
            if (entry instanceof Entry.Within within) {
                named.add(within.run());
            } else if (entry instanceof Entry.Opened opened) {
                named.add(opened.run().id());
                named.add(opened.run().parent().run());
            }
        }
        named.remove(image.run);
        named.removeAll(image.inside.keySet());
        return named;
    }

    private void inside(Connection connection, RunImage root, Set<UUID> runs) throws SQLException {
        Map<UUID, RunImage> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(INSIDE)) {
            statement.setArray(1, connection.createArrayOf("uuid", runs.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int version = -rows.getInt("inner_flow");
                    if (rows.getObject("root_run", UUID.class).equals(root.run)) {
                        RunImage image = new RunImage(
                                rows.getObject("id", UUID.class),
                                root.project,
                                version,
                                catalog.structure(version),
                                rows.getInt("epoch"),
                                rows.getShort("depth"),
                                rows.getInt("seq"),
                                new StateColumns(rows.getShort("state"), rows.getString("detail")).state());
                        found.put(image.run, image);
                    }
                }
            }
        }
        if (!found.isEmpty()) {
            tasks(connection, found);
            earlier(connection, found.values());
            root.inside.putAll(found);
        }
    }

    @Nullable
    RunImage of(UUID run) {
        return known.get(run);
    }

    /** Between two groups: forgets those not used for longest while there are too many task runs in all of them. */
    void shrink() {
        long tasks = 0;
        for (RunImage image : known.values()) {
            tasks += image.size();
        }
        Iterator<RunImage> eldest = known.values().iterator();
        while (tasks > MOST_TASKS && eldest.hasNext()) {
            tasks -= eldest.next().size();
            eldest.remove();
        }
    }

    void forget(UUID run) {
        known.remove(run);
    }

    private void read(Connection connection, List<UUID> runs) throws SQLException {
        List<UUID> withTasks = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RUNS)) {
            Array ids = connection.createArrayOf("uuid", runs.toArray());
            statement.setArray(1, ids);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    RunImage image = image(rows);
                    known.put(image.run, image);
                    if (rows.getBoolean("has_tasks")) {
                        withTasks.add(image.run);
                    }
                }
            }
        }
        if (!withTasks.isEmpty()) {
            Map<UUID, RunImage> images = new HashMap<>();
            withTasks.forEach(run -> images.put(run, known.get(run)));
            tasks(connection, images);
            earlier(connection, images.values());
        }
    }

    private RunImage image(ResultSet row) throws SQLException {
        int version = row.getInt("version_id");
        return new RunImage(
                row.getObject("id", UUID.class),
                row.getInt("project_id"),
                version,
                catalog.structure(version),
                row.getInt("epoch"),
                row.getInt("seq"),
                new StateColumns(row.getShort("state"), row.getString("detail")).state());
    }

    /** Which task runs the epoch has not spoken of yet; in the first epoch, it has of all. */
    private static void earlier(Connection connection, Collection<RunImage> images) throws SQLException {
        Map<Integer, Map<UUID, RunImage>> later = new HashMap<>();
        for (RunImage image : images) {
            if (image.epoch > 1) {
                image.earlier.addAll(image.tasks.keySet());
                later.computeIfAbsent(image.epoch, epoch -> new HashMap<>()).put(image.run, image);
            }
        }
        for (Map.Entry<Integer, Map<UUID, RunImage>> each : later.entrySet()) {
            told(connection, each.getKey(), each.getValue());
        }
    }

    private static void told(Connection connection, int epoch, Map<UUID, RunImage> images) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
            statement.setArray(
                    1, connection.createArrayOf("uuid", images.keySet().toArray()));
            statement.setInt(2, epoch);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    RunImage image = images.get(rows.getObject("run_id", UUID.class));
                    if (image != null) {
                        image.earlier.remove(new TaskKey(rows.getInt("task"), rows.getInt("map_index")));
                    }
                }
            }
        }
    }

    private static void tasks(Connection connection, Map<UUID, RunImage> images) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TASKS)) {
            statement.setArray(
                    1, connection.createArrayOf("uuid", images.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    RunImage image = images.get(rows.getObject("run_id", UUID.class));
                    if (image != null) {
                        image.tasks.put(
                                new TaskKey(rows.getInt("task"), rows.getInt("map_index")),
                                new StateColumns(rows.getShort("state"), rows.getString("detail")).state());
                    }
                }
            }
        }
    }
}
