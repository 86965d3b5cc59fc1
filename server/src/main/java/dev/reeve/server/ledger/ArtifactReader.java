package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What tasks keep for people. Thread-safe. */
public final class ArtifactReader {
    private final Tables tables;

    ArtifactReader(Tables tables) {
        this.tables = tables;
    }

    /**
     * One without its content.
     *
     * @param size of its content, in bytes
     */
    public record Line(TaskKey key, String name, String kind, long size, Instant at) {}

    /** By task, index and name, without the first so many. */
    public List<Line> lines(UUID run, int without, int most) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select task, map_index, name, kind, octet_length(content) as size, at from artifact
                        where run_id = :run order by task, map_index, name offset :without limit :most
                        """)
                .bind("run", run)
                .bind("without", without)
                .bind("most", most)
                .map((row, context) -> new Line(
                        new TaskKey(row.getInt("task"), row.getInt("map_index")),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getLong("size"),
                        Rows.instant(row, "at")))
                .list());
    }

    /** That one. */
    public Optional<KeptArtifact> one(UUID run, TaskKey key, String name) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select * from artifact where run_id = :run and task = :task and map_index = :index and name = :name
                        """)
                .bind("run", run)
                .bind("task", key.task())
                .bind("index", key.index())
                .bind("name", Texts.clean(name))
                .map((row, context) -> new KeptArtifact(
                        key,
                        row.getString("name"),
                        row.getString("kind"),
                        row.getBytes("content"),
                        Rows.instant(row, "at")))
                .findOne());
    }
}
