package dev.reeve.server.auth;

import dev.reeve.api.ApiKey;
import dev.reeve.api.CreatedKey;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.api.Role;
import dev.reeve.server.http.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keys in the database, as hashes. Every method is one statement or belongs to the handle's transaction. */
final class KeyStore {
    private static final int SHOWN = 8;
    private static final int SHOWN_OF_GIVEN = 3; // may be short, and no random text
    private static final String OURS = "rv";
    private static final String USER_PREFIX = "rvu_";
    private static final String AGENT_PREFIX = "rva_";
    private static final String FIRST = "admin";

    private KeyStore() {}

    static CreatedKey create(Handle database, NewKey wanted, @Nullable Role role, @Nullable UUID owner) {
        String key = (wanted.kind() == KeyKind.USER ? USER_PREFIX : AGENT_PREFIX) + Secrets.next();
        UUID id = insert(database, wanted, role, owner, key);
        return new CreatedKey(id.toString(), wanted.name(), key, wanted.expiresAt());
    }

    private static UUID insert(Handle database, NewKey wanted, @Nullable Role role, @Nullable UUID owner, String key) {
        UUID id = UUID.randomUUID();
        database.createUpdate(
                        "insert into api_key (id, name, kind, role, project, prefix, hash, owner, expires_at)"
                                + " values (:id, :name, :kind, :role, :project, :prefix, :hash, cast(:owner as uuid), cast(:expires as timestamptz))")
                .bind("id", id)
                .bind("name", wanted.name())
                .bind("kind", word(wanted.kind()))
                .bind("role", role == null ? null : word(role))
                .bind("project", wanted.project())
                .bind("prefix", key.substring(0, key.startsWith(OURS) ? SHOWN : SHOWN_OF_GIVEN))
                .bind("hash", Secrets.sha256(key))
                .bindByType("owner", owner, UUID.class)
                .bindByType("expires", wanted.expiresAt(), Instant.class)
                .execute();
        return id;
    }

    /** Makes the first key if there is neither key nor user; empty if there is. */
    static Optional<String> createFirst(Handle database) {
        database.execute("select pg_advisory_xact_lock(729115801)"); // two servers may start at once
        boolean used = database.createQuery("select exists (select from api_key) or exists (select from app_user)")
                .mapTo(Boolean.class)
                .one();
        if (used) {
            return Optional.empty();
        }
        NewKey wanted = new NewKey(FIRST, KeyKind.USER, Role.ADMIN, null, null);
        return Optional.of(create(database, wanted, Role.ADMIN, null).key());
    }

    /** Makes that text open everything, and nothing else that was given so before. */
    static void setGiven(Handle database, String name, String key) {
        database.execute("select pg_advisory_xact_lock(729115801)");
        database.createUpdate("delete from api_key where name = :name and owner is null")
                .bind("name", name)
                .execute();
        insert(database, new NewKey(name, KeyKind.USER, Role.ADMIN, null, null), Role.ADMIN, null, key);
    }

    /** Whose key that is, if it still opens something. */
    static Optional<Caller> caller(Handle database, String key) {
        return database.createQuery("select k.id, k.name, k.kind, k.role, k.project, k.owner, u.name as user_name,"
                        + " u.role as user_role,"
                        + " coalesce(k.last_used_at < now() - interval '1 minute', true) as unnoticed"
                        + " from api_key k left join app_user u on u.id = k.owner"
                        + " where k.hash = :hash and k.revoked_at is null"
                        + " and (k.expires_at is null or k.expires_at > now()) and (k.owner is null or u.active)")
                .bind("hash", Secrets.sha256(key))
                .map((row, context) -> {
                    if (row.getBoolean("unnoticed")) {
                        noticed(database, row.getObject("id", UUID.class));
                    }
                    return caller(row);
                })
                .findOne();
    }

    private static Caller caller(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String name = row.getString("name");
        String project = row.getString("project");
        if (row.getString("kind").equals("agent")) {
            return new Caller.OfAgent(id, name, project);
        }
        Role role = role(row.getString("role"));
        String userName = row.getString("user_name");
        if (userName == null) {
            return new Caller.OfUser(null, name, role, project, id, name);
        }
        Role ofUser = role(row.getString("user_role"));
        Role lower = role.compareTo(ofUser) < 0 ? role : ofUser;
        return new Caller.OfUser(row.getObject("owner", UUID.class), userName, lower, project, id, name);
    }

    // not each time: every request would write
    private static void noticed(Handle database, UUID id) {
        database.createUpdate("update api_key set last_used_at = now() where id = :id"
                        + " and coalesce(last_used_at < now() - interval '1 minute', true)")
                .bind("id", id)
                .execute();
    }

    /** All keys, or those of one owner or of one key's making. */
    static List<ApiKey> list(Handle database, boolean all, @Nullable UUID owner, @Nullable UUID self) {
        return database.createQuery(
                        "select k.*, u.name as user_name from api_key k"
                                + " left join app_user u on u.id = k.owner"
                                + " where :all or k.owner = cast(:owner as uuid) or k.id = cast(:self as uuid) order by k.created_at, k.id")
                .bind("all", all)
                .bindByType("owner", owner, UUID.class)
                .bindByType("self", self, UUID.class)
                .map((row, context) -> key(row))
                .list();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                KeyKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                role == null ? null : role(role),
                row.getString("project"),
                row.getString("prefix"),
                row.getString("user_name"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "expires_at").orElse(null),
                instant(row, "last_used_at").orElse(null),
                instant(row, "revoked_at").orElse(null));
    }

    /** Its name, if it was there, was the owner's and opened something until now. */
    static Optional<String> revoke(Handle database, UUID id, boolean any, @Nullable UUID owner, @Nullable UUID self) {
        return database.createQuery("update api_key set revoked_at = now() where id = :id and revoked_at is null"
                        + " and (:any or owner = cast(:owner as uuid) or id = cast(:self as uuid)) returning name")
                .bind("id", id)
                .bind("any", any)
                .bindByType("owner", owner, UUID.class)
                .bindByType("self", self, UUID.class)
                .mapTo(String.class)
                .findOne();
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Role role(String word) {
        return Role.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
