package dev.reeve.server.auth;

import dev.reeve.api.NewUser;
import dev.reeve.api.Role;
import dev.reeve.api.User;
import dev.reeve.api.UserChange;
import dev.reeve.server.http.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Users and their sessions in the database. Every method is one statement or belongs to the handle's transaction. */
final class UserStore {
    /** How long a session lasts. */
    static final Duration SESSION = Duration.ofHours(12);

    private UserStore() {}

    /** A user, and their password as it is kept. */
    record Known(User user, String password) {}

    static UUID insert(Handle database, NewUser user, String kept) {
        UUID id = UUID.randomUUID();
        database.createUpdate("insert into app_user (id, name, email, role, password)"
                        + " values (:id, :name, :email, :role, :password)")
                .bind("id", id)
                .bind("name", user.name())
                .bind("email", user.email())
                .bind("role", KeyStore.word(user.role()))
                .bind("password", kept)
                .execute();
        return id;
    }

    static List<User> list(Handle database) {
        return database.createQuery("select * from app_user order by lower(name)")
                .map((row, context) -> user(row))
                .list();
    }

    static Optional<User> find(Handle database, UUID id) {
        return database.createQuery("select * from app_user where id = :id")
                .bind("id", id)
                .map((row, context) -> user(row))
                .findOne();
    }

    static Optional<Known> known(Handle database, @Nullable String name, @Nullable String email) {
        return database.createQuery("select * from app_user where active"
                        + " and (lower(name) = lower(:name) or lower(email) = lower(:email))")
                .bind("name", name)
                .bind("email", email)
                .map((row, context) -> new Known(user(row), row.getString("password")))
                .findOne();
    }

    static void change(Handle database, UUID id, UserChange change, @Nullable String kept) {
        database.createUpdate("update app_user set email = coalesce(:email, email), role = coalesce(:role, role),"
                        + " active = coalesce(cast(:active as boolean), active), password = coalesce(:password, password)"
                        + " where id = :id")
                .bind("id", id)
                .bind("email", change.email())
                .bind("role", change.role() == null ? null : KeyStore.word(change.role()))
                .bind("active", change.active())
                .bind("password", kept)
                .execute();
        if (kept != null || Boolean.FALSE.equals(change.active())) {
            database.createUpdate("delete from login_session where user_id = :id")
                    .bind("id", id)
                    .execute();
        }
    }

    /** The password of a user as it is kept. */
    static Optional<String> password(Handle database, UUID id) {
        return database.createQuery("select password from app_user where id = :id and active")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /** Another password, in place of {@code before}; ends all sessions but that one. Whether it still was that. */
    static boolean change(Handle database, UUID id, String before, String kept, String session) {
        int changed = database.createUpdate(
                        "update app_user set password = :kept where id = :id and password = :before and active")
                .bind("id", id)
                .bind("before", before)
                .bind("kept", kept)
                .execute();
        if (changed > 0) {
            database.createUpdate("delete from login_session where user_id = :id and hash <> :session")
                    .bind("id", id)
                    .bind("session", Secrets.sha256(session))
                    .execute();
        }
        return changed > 0;
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("id"),
                row.getString("name"),
                row.getString("email"),
                KeyStore.role(row.getString("role")),
                row.getBoolean("active"),
                KeyStore.instant(row, "created_at").orElseThrow());
    }

    static void begin(Handle database, String token, UUID user) {
        database.execute("delete from login_session where expires_at < now()");
        database.createUpdate("insert into login_session (hash, user_id, expires_at)"
                        + " values (:hash, :user, now() + :seconds * interval '1 second')")
                .bind("hash", Secrets.sha256(token))
                .bind("user", user)
                .bind("seconds", SESSION.toSeconds())
                .execute();
    }

    static void end(Handle database, String token) {
        database.createUpdate("delete from login_session where hash = :hash")
                .bind("hash", Secrets.sha256(token))
                .execute();
    }

    static Optional<Caller> caller(Handle database, String token) {
        return database.createQuery(
                        "select u.id, u.name, u.role from login_session s join app_user u on u.id = s.user_id"
                                + " where s.hash = :hash and s.expires_at > now() and u.active")
                .bind("hash", Secrets.sha256(token))
                .<Caller>map((row, context) -> {
                    Role role = KeyStore.role(row.getString("role"));
                    return new Caller.OfUser(
                            row.getObject("id", UUID.class), row.getString("name"), role, null, null, null);
                })
                .findOne();
    }
}
