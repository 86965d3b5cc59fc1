package dev.reeve.server.ledger;

import dev.reeve.schedule.DataInterval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** What is written of assets. Thread-safe. */
public final class AssetReader {
    /** An asset of a project. */
    public record Line(int project, String name) {}

    /** A task of a flow's newest version that makes or reads it. */
    public record Use(Line asset, int flow, String flowName, int version, int versionId, int task, boolean produces) {}

    /**
     * A task run made or read it.
     *
     * @param id goes up with time
     * @param version the run's, see {@link FlowVersion#id}
     */
    public record Happened(
            long id,
            Line asset,
            boolean produced,
            UUID run,
            String runName,
            String flow,
            int version,
            int task,
            int epoch,
            int attempt,
            Instant at,
            DataInterval interval) {}

    private static final String NAMES = """
            select distinct project_id, name from (
                select project_id, name from asset_use where project_id = any(cast(:projects as int[]))
                union all
                select project_id, name from asset_event where project_id = any(cast(:projects as int[]))) as a
            where (cast(:only as text) is null or name = :only) and strpos(lower(name), lower(:text)) > 0
                and (name, project_id) > (:name, :project)
            order by name, project_id limit :most
            """;

    private static final String USES = """
            select u.*, f.name as flow_name, v.version from asset_use u join flow f on f.id = u.flow_id
            join flow_version v on v.id = u.version_id
            where u.project_id = any(cast(:projects as int[])) and u.name = any(cast(:names as text[]))
                and v.version = (select max(n.version) from flow_version n where n.flow_id = u.flow_id)
            order by f.name, u.task
            """;

    private static final String EVENTS = """
            select e.*, i.name as run_name, coalesce(r.inner_name, f.name) as flow_name, r.version_id from %s
            join any_run r on r.id = e.run_id join run_input i on i.run_id = e.run_id join flow f on f.id = r.flow_id
            order by e.id desc
            """;

    private static final String LAST = EVENTS.formatted("""
            (select a.project_id, a.name, p.produces
             from unnest(cast(:projects as int[]), cast(:names as text[])) as a(project_id, name)
             cross join (values (true), (false)) as p(produces)) as w
            cross join lateral (select * from asset_event x where x.project_id = w.project_id and x.name = w.name
                and x.produces = w.produces order by x.id desc limit 1) as e
            """);

    private static final String HISTORY = EVENTS.formatted("""
            (select * from asset_event x where x.project_id = :project and x.name = :name and x.id < :before
                and (cast(:produces as boolean) is null or x.produces = :produces) order by x.id desc limit :most) as e
            """);

    private final Tables tables;

    AssetReader(Tables tables) {
        this.tables = tables;
    }

    /**
     * Assets by name.
     *
     * @param only that name; null: any
     * @param text that the name has, capitals or not; empty: any
     * @param after behind that one; null: from the first on
     */
    public List<Line> names(
            Collection<Integer> projects, @Nullable String only, String text, @Nullable Line after, int most) {
        return tables.withHandle(handle -> handle.createQuery(NAMES)
                .bindArray("projects", Integer.class, List.copyOf(projects))
                .bind("only", only == null ? null : Texts.clean(only))
                .bind("text", Texts.clean(text))
                .bind("name", after == null ? "" : Texts.clean(after.name()))
                .bind("project", after == null ? -1 : after.project())
                .bind("most", most)
                .map((row, context) -> line(row))
                .list());
    }

    /** Who makes and reads those. */
    public List<Use> uses(List<Line> assets) {
        return tables.withHandle(handle -> handle.createQuery(USES)
                .bindArray(
                        "projects",
                        Integer.class,
                        assets.stream().map(Line::project).toList())
                .bindArray(
                        "names", String.class, assets.stream().map(Line::name).toList())
                .map((row, context) -> new Use(
                        line(row),
                        row.getInt("flow_id"),
                        row.getString("flow_name"),
                        row.getInt("version"),
                        row.getInt("version_id"),
                        row.getInt("task"),
                        row.getBoolean("produces")))
                .list());
    }

    /** When each was last made, and last read. */
    public List<Happened> last(List<Line> assets) {
        return tables.withHandle(handle -> handle.createQuery(LAST)
                .bindArray(
                        "projects",
                        Integer.class,
                        assets.stream().map(Line::project).toList())
                .bindArray(
                        "names", String.class, assets.stream().map(Line::name).toList())
                .map((row, context) -> happened(row))
                .list());
    }

    /**
     * What happened to one, the newest first.
     *
     * @param produced only where it was made, or only where it was read; null: both
     * @param before older than that identifier
     */
    public List<Happened> history(Line asset, @Nullable Boolean produced, long before, int most) {
        return tables.withHandle(handle -> handle.createQuery(HISTORY)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("project", asset.project())
                .bind("name", Texts.clean(asset.name()))
                .bind("produces", produced)
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> happened(row))
                .list());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getInt("project_id"), row.getString("name"));
    }

    private static Happened happened(ResultSet row) throws SQLException {
        return new Happened(
                row.getLong("id"),
                line(row),
                row.getBoolean("produces"),
                row.getObject("run_id", UUID.class),
                row.getString("run_name"),
                row.getString("flow_name"),
                row.getInt("version_id"),
                row.getInt("task"),
                row.getInt("epoch"),
                row.getInt("attempt"),
                Rows.instant(row, "at"),
                new DataInterval(Rows.instant(row, "data_from"), Rows.instant(row, "data_to")));
    }
}
