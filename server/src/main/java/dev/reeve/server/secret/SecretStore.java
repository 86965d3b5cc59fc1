package dev.reeve.server.secret;

import dev.reeve.api.SecretValue;
import dev.reeve.api.StoredSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Secrets in the database. Values go in, and come out for {@link #find} alone. Thread-safe. */
final class SecretStore {
    private record Found(UUID id, long version, @Nullable Integer project, Sealed sealed) {}

    private final Seal seal;

    SecretStore(Seal seal) {
        this.seal = seal;
    }

    /** {@code project}: 0 for all of them. */
    private static List<String> about(int project, String name, long version) {
        return List.of("secret", Integer.toString(project), name, Long.toString(version));
    }

    /** Those of a project; null: those of all projects. */
    static List<StoredSecret> list(Handle handle, @Nullable Integer project, @Nullable String projectName) {
        return handle.createQuery("select name, version, set_by, set_at, last_used_at from secret"
                        + " where project_id is not distinct from cast(:project as int) order by name")
                .bindByType("project", project, Integer.class)
                .map((row, context) -> new StoredSecret(
                        row.getString("name"),
                        projectName,
                        row.getLong("version"),
                        row.getString("set_by"),
                        instant(row, "set_at").orElseThrow(),
                        instant(row, "last_used_at").orElse(null)))
                .list();
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** Puts it there, in place of the one of that name; false if the project is gone meanwhile. */
    boolean set(Handle handle, @Nullable Integer project, String name, String value, String by) {
        if (project != null
                && handle.createQuery("select id from project where id = ? for share")
                        .bind(0, project)
                        .mapTo(Integer.class)
                        .findOne()
                        .isEmpty()) {
            return false;
        }
        long version = handle.createQuery("select nextval('secret_version')")
                .mapTo(Long.class)
                .one();
        Sealed sealed = seal.seal(about(project == null ? 0 : project, name, version), value);
        return handle.createUpdate("""
                        insert into secret (project_id, name, version, key_id, sealed, set_by)
                        values (cast(:project as int), :name, :version, :key, :sealed, :by)
                        on conflict (coalesce(project_id, 0), name) do update set version = excluded.version,
                            key_id = excluded.key_id, sealed = excluded.sealed, set_by = excluded.set_by,
                            set_at = now(), last_used_at = null
                        """)
                        .bindByType("project", project, Integer.class)
                        .bind("name", name)
                        .bind("version", version)
                        .bind("key", sealed.keyId())
                        .bind("sealed", sealed.bytes())
                        .bind("by", by)
                        .execute()
                > 0;
    }

    /** Takes it away; false if there is none. */
    static boolean delete(Handle handle, @Nullable Integer project, String name) {
        return handle.createUpdate(
                                "delete from secret where project_id is not distinct from cast(:project as int) and name = :name")
                        .bindByType("project", project, Integer.class)
                        .bind("name", name)
                        .execute()
                > 0;
    }

    /**
     * The one that runs of a project get: its own, else that of all projects.
     *
     * @throws SealException if it cannot be opened
     */
    Optional<SecretValue> find(Handle handle, int project, String name) {
        Optional<Found> found = handle.createQuery("""
                        select id, version, project_id, key_id, sealed from secret
                        where name = :name and (project_id = :project or project_id is null)
                        order by project_id nulls last limit 1
                        """)
                .bind("name", name)
                .bind("project", project)
                .map((row, context) -> new Found(
                        row.getObject("id", UUID.class),
                        row.getLong("version"),
                        row.getObject("project_id", Integer.class),
                        new Sealed(row.getString("key_id"), row.getBytes("sealed"))))
                .findOne();
        found.ifPresent(secret -> noticed(handle, secret.id()));
        return found.map(secret -> new SecretValue(
                name,
                seal.open(
                        about(secret.project() == null ? 0 : secret.project(), name, secret.version()),
                        secret.sealed()),
                secret.version()));
    }

    // not each time: every question would write
    private static void noticed(Handle handle, UUID id) {
        handle.createUpdate("update secret set last_used_at = now() where id = :id"
                        + " and coalesce(last_used_at < now() - interval '1 minute', true)")
                .bind("id", id)
                .execute();
    }
}
