package dev.reeve.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Projects, flows and their versions. Thread-safe; versions never change, but for their bundle. */
public final class Catalog {
    static final String VERSIONS = """
            select v.*, f.project_id, f.name as flow from flow_version v join flow f on f.id = v.flow_id
            """;

    private final Tables tables;
    private final Map<Integer, Fixed> fixed = new ConcurrentHashMap<>();
    private final Map<Integer, Project> projects = new ConcurrentHashMap<>();
    private final WholeVersions whole;
    private final InnerFlows inner;

    Catalog(Tables tables) {
        this.tables = tables;
        this.inner = new InnerFlows(tables);
        this.whole = new WholeVersions(tables, this::version);
    }

    /** A flow that a task runs, within runs of the flow of that number. No version is made of it. */
    public InnerRun.InnerFlow inner(int flow, String name, FlowStructure structure) {
        return inner.of(flow, name, structure);
    }

    /** Forgets flows of which there were inner runs only, and are none left. */
    void tidyInner() {
        int ignored = inner.tidy();
    }

    /** The project of that name, made if there is none. */
    public Project project(String name, String description) {
        return tables.inTransaction(handle -> {
            handle.createUpdate("insert into project (name, description) values (?, ?) on conflict do nothing")
                    .bind(0, Texts.clean(name))
                    .bind(1, Texts.clean(description))
                    .execute();
            return handle.createQuery("select * from project where name = ?")
                    .bind(0, Texts.clean(name))
                    .map((row, context) -> project(row))
                    .one();
        });
    }

    /** The project of that name. */
    public Optional<Project> project(String name) {
        return tables.withHandle(handle -> handle.createQuery("select * from project where name = ?")
                .bind(0, Texts.clean(name))
                .map((row, context) -> project(row))
                .findOne());
    }

    /** All of them, by name. */
    public List<Project> projects() {
        return tables.withHandle(handle -> handle.createQuery("select * from project order by name")
                .map((row, context) -> project(row))
                .list());
    }

    /**
     * A flow with its structure. If structure, code ({@code sha256} of the bundle), parameters and labels are those of
     * the flow's newest version, that version stays the newest and gets the rest; else there is a new one.
     *
     * @throws IllegalArgumentException if a text that is to be JSON is none; the message names it
     */
    public FlowVersion register(int project, Registration flow) {
        return register(project, flow, (handle, version) -> {});
    }

    /**
     * The same, and something else in the same transaction.
     *
     * @throws IllegalArgumentException if a text that is to be JSON is none; the message names it
     */
    public FlowVersion register(int project, Registration flow, BiConsumer<Handle, FlowVersion> also) {
        requireJson("parameters", flow.parameters());
        requireJson("bundle", flow.bundle());
        if (flow.schedule() != null) {
            requireJson("schedule", flow.schedule());
        }
        return tables.inTransaction(handle -> {
            FlowVersion version = registered(handle, project, flow);
            also.accept(handle, version);
            return version;
        });
    }

    private FlowVersion registered(Handle handle, int project, Registration flow) {
        String name = Texts.clean(flow.flow());
        handle.createUpdate("insert into flow (project_id, name) values (?, ?) on conflict do nothing")
                .bind(0, project)
                .bind(1, name)
                .execute();
        int id = handle.createQuery("select id from flow where project_id = ? and name = ? for update") // one at a time
                .bind(0, project)
                .bind(1, name)
                .mapTo(Integer.class)
                .one();
        Optional<FlowVersion> newest = newest(handle, id);
        if (newest.isPresent() && newest.get().same(flow)) {
            handle.createUpdate("update flow_version set bundle = ?::json, schedule = ?::json, readme = ? where id = ?")
                    .bind(0, Texts.clean(flow.bundle()))
                    .bind(1, flow.schedule() == null ? null : Texts.clean(flow.schedule()))
                    .bind(2, Texts.clean(flow.readme()))
                    .bind(3, newest.get().id())
                    .execute();
        } else {
            insert(handle, id, newest.map(FlowVersion::version).orElse(0) + 1, flow);
            FlowVersion made = newest(handle, id).orElseThrow();
            AssetUses.write(handle, made);
            return made;
        }
        return newest(handle, id).orElseThrow();
    }

    private static void insert(Handle handle, int flow, int version, Registration given) {
        handle.createUpdate("""
                        insert into flow_version
                            (flow_id, version, structure_hash, structure, parameters, schedule, bundle, labels, readme)
                        values (?, ?, ?, ?::json, ?::json, ?::json, ?::json, ?, ?)
                        """)
                .bind(0, flow)
                .bind(1, version)
                .bind(2, Texts.clean(given.structureHash()))
                .bind(3, StructureJson.write(given.structure()))
                .bind(4, Texts.clean(given.parameters()))
                .bind(5, given.schedule() == null ? null : Texts.clean(given.schedule()))
                .bind(6, Texts.clean(given.bundle()))
                .bindArray(
                        7,
                        String.class,
                        given.labels().stream().map(Texts::clean).toList())
                .bind(8, Texts.clean(given.readme()))
                .execute();
    }

    private Optional<FlowVersion> newest(Handle handle, int flow) {
        return handle.createQuery(VERSIONS + "where v.flow_id = ? order by v.version desc limit 1")
                .bind(0, flow)
                .map((row, context) -> version(row))
                .findOne();
    }

    /** The newest version of a flow. */
    public Optional<FlowVersion> newest(int project, String flow) {
        return tables.withHandle(handle -> handle.createQuery(
                        VERSIONS + "where f.project_id = ? and f.name = ? order by v.version desc limit 1")
                .bind(0, project)
                .bind(1, Texts.clean(flow))
                .map((row, context) -> version(row))
                .findOne());
    }

    /** The newest version of each flow of a project, by name. */
    public List<FlowVersion> flows(int project) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select distinct on (f.name) v.*, f.project_id, f.name as flow
                        from flow_version v join flow f on f.id = v.flow_id
                        where f.project_id = ? order by f.name, v.version desc
                        """)
                .bind(0, project)
                .map((row, context) -> version(row))
                .list());
    }

    /** The version of that identifier; what an inner run is of, as a version 0. */
    public Optional<FlowVersion> version(int id) {
        return id < 0 ? inner.version(id) : whole.version(id);
    }

    /** The newest versions of all flows of that name, by the names of their projects, of one project or of all. */
    public List<Newest> newest(String flow, @Nullable String project) {
        return whole.newest(Texts.clean(flow), project == null ? null : Texts.clean(project));
    }

    /** The newest version of a flow, and the name of its project. */
    public record Newest(String project, FlowVersion version) {}

    /** The project of that number. Its name never changes, so that it is asked for once. */
    public Optional<Project> project(int id) {
        Project known = projects.get(id);
        Optional<Project> project = known != null
                ? Optional.of(known)
                : tables.withHandle(handle -> handle.createQuery("select * from project where id = ?")
                        .bind(0, id)
                        .map((row, context) -> project(row))
                        .findOne());
        project.ifPresent(found -> projects.putIfAbsent(id, found));
        return project;
    }

    /** What never changes of a version, kept in memory. */
    record Fixed(int project, int flow, int number, FlowStructure structure) {}

    Optional<Fixed> fixed(int version) {
        @Nullable Fixed known = fixed.get(version);
        if (known == null) {
            known = version(version)
                    .map(found -> new Fixed(found.projectId(), found.flowId(), found.version(), found.structure()))
                    .orElse(null);
            if (known != null && version > 0) {
                fixed.put(version, known);
            }
        }
        return Optional.ofNullable(known);
    }

    /**
     * The graph of a version. It never changes.
     *
     * @throws LedgerException if there is no version of that identifier
     */
    public FlowStructure structure(int version) {
        return known(version).structure();
    }

    /**
     * Which version of its flow that one is, counted from 1.
     *
     * @throws LedgerException if there is no version of that identifier
     */
    public int number(int version) {
        return known(version).number();
    }

    private Fixed known(int version) {
        return fixed(version).orElseThrow(() -> new LedgerException("there is no flow version " + version));
    }

    private static void requireJson(String what, String text) {
        try {
            JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(what + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Project project(ResultSet row) throws SQLException {
        return new Project(
                row.getInt("id"), row.getString("name"), row.getString("description"), Rows.instant(row, "created_at"));
    }

    /** A structure is read once only: it never changes, and may be large. */
    private FlowVersion version(ResultSet row) throws SQLException {
        int id = row.getInt("id");
        Fixed known = fixed.get(id);
        if (known == null) {
            FlowStructure read = StructureJson.read(row.getString("structure"));
            known = new Fixed(row.getInt("project_id"), row.getInt("flow_id"), row.getInt("version"), read);
        }
        return new FlowVersion(
                id,
                known.flow(),
                known.project(),
                row.getString("flow"),
                known.number(),
                row.getString("structure_hash"),
                known.structure(),
                row.getString("parameters"),
                row.getString("schedule"),
                row.getString("bundle"),
                Rows.texts(row, "labels"),
                row.getString("readme"),
                Rows.instant(row, "created_at"));
    }
}
