package dev.reeve.server.auth;

import dev.reeve.api.CreatedKey;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.api.Page;
import dev.reeve.api.Role;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keys: one's own for everybody, all of them for admins. */
public final class KeyRoutes {
    private final Jdbi database;
    private final Predicate<String> isProject;
    private final InstantSource clock;

    /** Over that database; {@code isProject} knows the names of projects. */
    public KeyRoutes(Jdbi database, Predicate<String> isProject, InstantSource clock) {
        this.database = database;
        this.isProject = isProject;
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/keys", this::list),
                Route.post("/keys", this::create),
                Route.delete("/keys/{id}", this::revoke));
    }

    private Answer list(Request request) {
        Caller.OfUser user = request.user();
        return Answer.ok(new Page<>(
                database.withHandle(handle -> KeyStore.list(handle, mayAll(user), owner(user), user.key())), null));
    }

    private static boolean mayAll(Caller.OfUser user) {
        return user.role() == Role.ADMIN && user.project() == null;
    }

    /** A key that is limited to a project must not see or end the others of its user. */
    private static @Nullable UUID owner(Caller.OfUser user) {
        return user.project() == null ? user.user() : null;
    }

    private Answer create(Request request) {
        Caller.OfUser user = request.user();
        NewKey asked = request.body(NewKey.class);
        String project = asked.project() == null ? user.project() : asked.project();
        NewKey wanted = new NewKey(asked.name(), asked.kind(), asked.role(), project, asked.expiresAt());
        Role role = role(user, wanted);
        check(wanted, role);
        if (project != null && (!user.sees(project) || !isProject.test(project))) {
            throw ProblemException.invalid("/project", "is no project that you see.");
        }
        CreatedKey key = database.inTransaction(handle -> {
            Audit.log(handle, request, "key.create", KeyStore.word(wanted.kind()) + " key " + wanted.name());
            return KeyStore.create(handle, wanted, role, user.user());
        });
        return Answer.created(key);
    }

    private void check(NewKey wanted, @Nullable Role role) {
        Fields fields = new Fields().name("/name", wanted.name(), 100);
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(clock.instant())) {
            fields.wrong("/expiresAt", "has passed.");
        }
        if (role == Role.ADMIN && wanted.project() != null) {
            fields.wrong("/project", "does not go with the role admin, which is for the whole server.");
        }
        if (wanted.kind() == KeyKind.AGENT && wanted.role() != null) {
            fields.wrong("/role", "is not for the key of an agent.");
        }
        if (wanted.kind() == KeyKind.AGENT && wanted.project() != null) {
            fields.wrong(
                    "/project", "is not for the key of an agent, which takes runs of all projects; labels choose.");
        }
        fields.done();
    }

    private static @Nullable Role role(Caller.OfUser user, NewKey wanted) {
        if (wanted.kind() == KeyKind.AGENT) {
            if (!mayAll(user)) {
                throw ProblemException.of(403, "Only an admin makes keys for agents.");
            }
            return null;
        }
        Role role = wanted.role() == null ? user.role() : wanted.role();
        if (role.compareTo(user.role()) > 0) {
            throw ProblemException.of(
                    403, "A key may do no more than who makes it: you are a " + KeyStore.word(user.role()) + ".");
        }
        return role;
    }

    private Answer revoke(Request request) {
        UUID id = request.idIn("id");
        Caller.OfUser user = request.user();
        database.useTransaction(handle -> {
            String name = KeyStore.revoke(handle, id, mayAll(user), owner(user), user.key())
                    .orElseThrow(() -> ProblemException.notFound(
                            "There is no key with that id that is yours and still opens something."));
            Audit.log(handle, request, "key.revoke", name);
        });
        return Answer.DONE;
    }
}
