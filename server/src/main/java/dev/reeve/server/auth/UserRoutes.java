package dev.reeve.server.auth;

import dev.reeve.api.NewUser;
import dev.reeve.api.Page;
import dev.reeve.api.User;
import dev.reeve.api.UserChange;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Users, for admins. */
public final class UserRoutes {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,100}@[^@\\s\\p{Cntrl}]{1,150}");
    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 1_000;

    private final Jdbi database;
    private final Passwords passwords;

    /** Over that database. */
    public UserRoutes(Jdbi database, Passwords passwords) {
        this.database = database;
        this.passwords = passwords;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/users", this::list),
                Route.post("/users", this::create),
                Route.patch("/users/{id}", this::change));
    }

    private Answer list(Request request) {
        return Answer.ok(new Page<>(database.withHandle(UserStore::list), null));
    }

    private Answer create(Request request) {
        NewUser wanted = request.body(NewUser.class);
        Fields fields = new Fields();
        if (!NAME.matcher(wanted.name()).matches()) {
            fields.wrong("/name", "must be 1 to 100 letters, digits, . _ or -, with a letter or digit first.");
        }
        check(fields, wanted.email(), wanted.password());
        fields.done();
        String kept = passwords.kept(wanted.password());
        User user = database.inTransaction(handle -> {
            refuseIfTaken(handle, wanted.name(), wanted.email(), null);
            UUID id = UserStore.insert(handle, wanted, kept);
            Audit.log(handle, request, "user.create", wanted.name());
            return UserStore.find(handle, id).orElseThrow();
        });
        return Answer.created(user);
    }

    private Answer change(Request request) {
        UUID id = request.idIn("id");
        UserChange change = request.body(UserChange.class);
        Fields fields = new Fields();
        check(fields, change.email(), change.password());
        fields.done();
        String kept = change.password() == null ? null : passwords.kept(change.password());
        User user = database.inTransaction(handle -> {
            User before = UserStore.find(handle, id)
                    .orElseThrow(() -> ProblemException.notFound("There is no user with that id."));
            refuseIfTaken(handle, null, change.email(), id);
            UserStore.change(handle, id, change, kept);
            Audit.log(handle, request, "user.change", before.name() + ": " + what(change));
            return UserStore.find(handle, id).orElseThrow();
        });
        return Answer.ok(user);
    }

    private static String what(UserChange change) {
        StringBuilder words = new StringBuilder();
        words.append(change.email() == null ? "" : " email");
        words.append(change.role() == null ? "" : " role=" + KeyStore.word(change.role()));
        words.append(change.password() == null ? "" : " password");
        words.append(change.active() == null ? "" : " active=" + change.active());
        return words.toString().strip();
    }

    private static void check(Fields fields, @Nullable String email, @Nullable String password) {
        if (email != null && !EMAIL.matcher(email).matches()) {
            fields.wrong("/email", "must be an address such as ann@example.org.");
        }
        if (password != null) {
            checkPassword(fields, "/password", password);
        }
    }

    /** The rules of passwords. */
    static void checkPassword(Fields fields, String pointer, String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            fields.wrong(pointer, "must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters.");
        }
    }

    private static void refuseIfTaken(
            Handle database, @Nullable String name, @Nullable String email, @Nullable UUID self) {
        database.execute("select pg_advisory_xact_lock(729115802)"); // so that what is not taken now will not be
        boolean taken = database.createQuery(
                        "select exists (select from app_user where id is distinct from cast(:self as uuid)"
                                + " and (lower(name) = lower(:name) or lower(email) = lower(:email)))")
                .bindByType("self", self, UUID.class)
                .bind("name", name)
                .bind("email", email)
                .mapTo(Boolean.class)
                .one();
        if (taken) {
            throw ProblemException.conflict("taken", "Another user has that name or e-mail address.");
        }
    }
}
