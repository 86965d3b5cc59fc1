package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What runs of a flow tell about it. Thread-safe. */
public final class FlowReader {
    private static final int MOST_FAILURES = 10_000;
    private static final int MOST_RUNS = 10_000;

    private final Tables tables;
    private final Catalog catalog;

    FlowReader(Tables tables, Catalog catalog) {
        this.tables = tables;
        this.catalog = catalog;
    }

    /**
     * A version in short.
     *
     * @param sha256 the checksum of its code
     * @param registeredBy null: nobody wrote that down
     * @param runs how many of the newest {@value #MOST_RUNS} runs of the flow are of it
     */
    public record Version(
            int version,
            String structureHash,
            Instant createdAt,
            List<String> labels,
            String sha256,
            @Nullable String registeredBy,
            long runs) {
        public Version {
            labels = List.copyOf(labels);
        }
    }

    /** A flow's versions, the newest first, older than that one if it is not null. */
    public List<Version> versions(int flow, @Nullable Integer before, int most) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select v.version, v.structure_hash, v.created_at, v.labels, v.registered_by,
                            coalesce(v.bundle ->> 'sha256', '') as sha256, coalesce(r.runs, 0) as runs
                        from flow_version v left join (select version_id, count(*) as runs from
                            (select version_id from flow_run where flow_id = :flow order by id desc limit :counted) as n
                            group by version_id) as r on r.version_id = v.id
                        where v.flow_id = :flow and v.version < :before order by v.version desc limit :most
                        """)
                .bind("flow", flow)
                .bind("before", before == null ? Integer.MAX_VALUE : before)
                .bind("most", most)
                .bind("counted", MOST_RUNS)
                .map((row, context) -> new Version(
                        row.getInt("version"),
                        row.getString("structure_hash"),
                        Rows.instant(row, "created_at"),
                        Rows.texts(row, "labels"),
                        row.getString("sha256"),
                        row.getString("registered_by"),
                        row.getLong("runs")))
                .list());
    }

    /**
     * Task runs of one task in one run that failed with the same first line.
     *
     * @param message the line
     */
    public record Failures(
            UUID run,
            String task,
            String message,
            long count,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt) {}

    /** Why tasks failed in those runs; for each run the first {@value #MOST_FAILURES} failures at most. */
    public List<Failures> failures(List<RunView> runs) {
        List<Failures> all = new ArrayList<>();
        for (RunView run : runs) {
            List<FlowStructure.Node> nodes = catalog.structure(run.version()).tasks();
            all.addAll(tables.withHandle(handle -> handle.createQuery("""
                            select task, line, count(*) as failures, min(ended_at) as first_at,
                                max(ended_at) as last_at from
                                (select task, ended_at,
                                    split_part(coalesce(nullif(detail ->> 'reason', ''), detail ->> 'type', ''), chr(10), 1)
                                        as line
                                 from task_run where run_id = :run and state in (:failed, :timedOut, :crashed) limit :most) as f
                            group by task, line
                            """)
                    .bind("run", run.id())
                    .bind("failed", StateColumns.FAILED)
                    .bind("timedOut", StateColumns.TIMED_OUT)
                    .bind("crashed", StateColumns.CRASHED)
                    .bind("most", MOST_FAILURES)
                    .map((row, context) -> new Failures(
                            run.id(),
                            nodes.get(row.getInt("task")).name(),
                            row.getString("line"),
                            row.getLong("failures"),
                            Rows.maybe(row, "first_at"),
                            Rows.maybe(row, "last_at")))
                    .list()));
        }
        return all;
    }

    /** The numbers of flows of that name in those projects. */
    public List<Integer> named(List<Integer> projects, String flow) {
        return tables.withHandle(
                handle -> handle.createQuery("select id from flow where project_id = any(:projects) and name = :name")
                        .bindArray("projects", Integer.class, (Object[]) projects.toArray(Integer[]::new))
                        .bind("name", Texts.clean(flow))
                        .mapTo(Integer.class)
                        .list());
    }
}
