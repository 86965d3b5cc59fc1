package dev.reeve.server.ledger;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * Finds runs. Thread-safe. An answer looks at no more than {@value #WINDOW} of them: where few fit, it has few or none, and
 * says from where to go on.
 */
public final class RunFinder {
    static final int WINDOW = 20_000;
    private static final int MOST_COUNTED = 10_000;

    private final Tables tables;

    RunFinder(Tables tables) {
        this.tables = tables;
    }

    /** A page of them. */
    public RunSearch.Found find(RunSearch search) {
        return tables.withHandle(handle -> {
            int window = search.wide() ? WINDOW : search.most() + 1;
            List<UUID> candidates = bound(handle, candidates(search) + " limit :window", search)
                    .bind("window", window)
                    .mapTo(UUID.class)
                    .list();
            List<UUID> fitting = search.wide() ? fitting(handle, search, candidates) : candidates;
            List<RunView> found = fitting.isEmpty() ? List.of() : runs(handle, search, fitting);
            UUID next = found.size() > search.most()
                    ? found.get(search.most() - 1).id()
                    : search.wide() && candidates.size() == window ? candidates.getLast() : null;
            return new RunSearch.Found(found.stream().limit(search.most()).toList(), next);
        });
    }

    /** How many there are; null if that cannot be said soon. */
    public RunSearch.@Nullable Count count(RunSearch search) {
        if (search.wide()) {
            return null;
        }
        long runs = tables.withHandle(handle -> bound(
                        handle, "select count(*) from (" + candidates(search) + " limit :window) as found", search)
                .bind("window", MOST_COUNTED + 1)
                .mapTo(Long.class)
                .one());
        return new RunSearch.Count(Math.min(runs, MOST_COUNTED), runs > MOST_COUNTED);
    }

    /** Their ids by what an index or the narrow row says. */
    private static String candidates(RunSearch search) {
        String order = search.oldestFirst() ? "id" : "id desc";
        boolean trouble = !search.inner()
                && search.parent() == null
                && !search.states().isEmpty()
                && search.states().stream().allMatch(RunFinder::trouble);
        return "select id from unnest(cast(:owners as int[])) as o(owner) cross join lateral (select r.id from "
                + (search.parent() != null ? "inner_run" : search.inner() ? "any_run" : "flow_run") + " r where r."
                + (search.flows() == null ? "project_id" : "flow_id") + " = o.owner"
                + (search.flows() == null ? "" : " and r.project_id = any(:projects)")
                + (search.version() == null
                        ? ""
                        : search.parent() != null
                                ? " and false"
                                : " and r.version_id in (select v.id from flow_version v where v.flow_id = r.flow_id"
                                        + " and v.version = :version)")
                + (search.states().isEmpty() ? "" : " and r.state = any(:states)")
                + (trouble && search.flows() == null
                        ? " and r.id in (select t.run_id from run_trouble t where t.project_id = o.owner"
                                + " and t.state = any(:states))"
                        : "")
                + (search.parent() == null
                        ? ""
                        : " and r.id in (select p.run_id from run_input p where p.parent_run = :parent)")
                + (search.since() == null ? "" : " and r.id >= :since")
                + (search.until() == null ? "" : " and r.id < :until")
                + (search.cursor() == null ? "" : search.oldestFirst() ? " and r.id > :cursor" : " and r.id < :cursor")
                + " order by r." + order + " limit :window) as c order by " + order;
    }

    private static boolean trouble(String state) {
        return StateColumns.code(state) >= StateColumns.FAILED;
    }

    /** By what was asked of them, before all else is read of any: of many candidates, few fit. */
    private static List<UUID> fitting(Handle handle, RunSearch search, List<UUID> candidates) {
        String sql = "select i.run_id from run_input i where i.run_id = any(:candidates)"
                + (search.name().isEmpty() ? "" : " and " + Texts.has("i.name", ":name", search.name()))
                + (search.labels().isEmpty() ? "" : " and i.labels @> cast(:labels as text[])")
                + " order by i.run_id" + (search.oldestFirst() ? "" : " desc") + " limit :most";
        return bound(handle, sql, search)
                .bindArray("candidates", UUID.class, (Object[]) candidates.toArray(UUID[]::new))
                .bind("most", search.most() + 1)
                .mapTo(UUID.class)
                .list();
    }

    private static List<RunView> runs(Handle handle, RunSearch search, List<UUID> candidates) {
        String sql = (search.inner() || search.parent() != null ? RunReader.ANY : RunReader.RUNS)
                + " where r.id = any(:candidates)"
                + " order by r." + (search.oldestFirst() ? "id" : "id desc") + " limit :most";
        return bound(handle, sql, search)
                .bindArray("candidates", UUID.class, (Object[]) candidates.toArray(UUID[]::new))
                .bind("most", search.most() + 1)
                .map((row, context) -> RunReader.run(row))
                .list();
    }

    private static Query bound(Handle handle, String sql, RunSearch search) {
        List<Integer> owners = search.flows() == null ? search.projects() : search.flows();
        return handle.createQuery(sql)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bindArray("owners", Integer.class, (Object[]) owners.toArray(Integer[]::new))
                .bindArray(
                        "projects", Integer.class, (Object[]) search.projects().toArray(Integer[]::new))
                .bind("version", search.version())
                .bindArray("states", Short.class, StateColumns.codes(search.states()))
                .bind("since", search.since() == null ? null : RunIds.first(search.since()))
                .bind("until", search.until() == null ? null : RunIds.first(search.until()))
                .bind("cursor", search.cursor())
                .bind("name", Texts.clean(search.name()))
                .bindArray("labels", String.class, (Object[]) search.labels().toArray(String[]::new))
                .bind("parent", search.parent());
    }
}
