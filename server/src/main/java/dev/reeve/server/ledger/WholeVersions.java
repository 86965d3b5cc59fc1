package dev.reeve.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Versions of flows with all that is written of them, kept in memory. Each time, the database is asked whether the row is
 * still the same one, which is far less than to read it. Thread-safe.
 */
final class WholeVersions {
    private static final int MOST = 2_000;

    private static final String NEWEST = """
            select p.name as project, v.id, v.stamp from flow f join project p on p.id = f.project_id
            cross join lateral (select id, cast(xmin as text) as stamp from flow_version where flow_id = f.id
                order by version desc limit 1) v
            where f.name = :flow and (cast(:project as text) is null or p.name = :project) order by p.name
            """;

    /** Makes a version of its row. */
    interface Reading {
        FlowVersion version(ResultSet row) throws SQLException;
    }

    /** {@code stamp}: the transaction that wrote the row. */
    private record Stamped(String stamp, FlowVersion version) {}

    private record Row(String project, int id, String stamp) {}

    private final Tables tables;
    private final Reading reading;
    private final Map<Integer, Stamped> known = new ConcurrentHashMap<>();

    WholeVersions(Tables tables, Reading reading) {
        this.tables = tables;
        this.reading = reading;
    }

    Optional<FlowVersion> version(int id) {
        return tables.lookUp(handle -> handle.createQuery("select cast(xmin as text) from flow_version where id = ?")
                .bind(0, id)
                .mapTo(String.class)
                .findOne()
                .flatMap(stamp -> version(handle, id, stamp)));
    }

    List<Catalog.Newest> newest(String flow, @Nullable String project) {
        return tables.lookUp(handle -> {
            List<Row> rows = handle.createQuery(NEWEST)
                    .bind("flow", flow)
                    .bind("project", project)
                    .map((row, context) -> new Row(row.getString("project"), row.getInt("id"), row.getString("stamp")))
                    .list();
            List<Catalog.Newest> found = new ArrayList<>();
            for (Row row : rows) {
                version(handle, row.id(), row.stamp())
                        .ifPresent(version -> found.add(new Catalog.Newest(row.project(), version)));
            }
            return found;
        });
    }

    private Optional<FlowVersion> version(Handle handle, int id, String stamp) {
        Stamped there = known.get(id);
        return there != null && there.stamp().equals(stamp) ? Optional.of(there.version()) : read(handle, id);
    }

    private Optional<FlowVersion> read(Handle handle, int id) {
        Optional<Stamped> read = handle.createQuery(
                        Catalog.VERSIONS.replace("v.*", "v.*, cast(v.xmin as text) as stamp") + "where v.id = ?")
                .bind(0, id)
                .map((row, context) -> new Stamped(row.getString("stamp"), reading.version(row)))
                .findOne();
        if (known.size() >= MOST) {
            known.clear();
        }
        read.ifPresent(found -> known.put(id, found));
        return read.map(Stamped::version);
    }
}
