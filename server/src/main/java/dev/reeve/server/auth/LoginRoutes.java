package dev.reeve.server.auth;

import dev.reeve.api.KeyKind;
import dev.reeve.api.Login;
import dev.reeve.api.Me;
import dev.reeve.api.PasswordChange;
import dev.reeve.api.Session;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Credentials;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Sessions of people, and who one is. */
public final class LoginRoutes {
    private static final int LONGEST = 1_000;

    private final Jdbi database;
    private final Passwords passwords;
    private final Csrf csrf;
    private final InstantSource clock;
    private final LoginLimit limit;

    /** Over that database. */
    public LoginRoutes(Jdbi database, Passwords passwords, Csrf csrf, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.csrf = csrf;
        this.clock = clock;
        this.limit = new LoginLimit(clock);
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.post("/login", this::login),
                new Route(dev.reeve.server.http.Method.POST, "/logout", 0, java.util.Set.of(), this::logout),
                Route.get("/me", this::me),
                Route.post("/me/password", this::changePassword));
    }

    private Answer login(Request request) {
        Login login = request.body(Login.class);
        String who = login.name() == null ? String.valueOf(login.email()) : login.name();
        if (who.length() > LONGEST || login.password().length() > LONGEST) {
            throw refused();
        }
        int seconds = limit.tried(who, request.address());
        if (seconds > 0) {
            throw ProblemException.later(
                    429, "Too many logins have failed. Try again in " + seconds + " seconds.", seconds);
        }
        Optional<UserStore.Known> known =
                database.withHandle(handle -> UserStore.known(handle, login.name(), login.email()));
        if (known.isEmpty()) {
            passwords.pretend(login.password());
        }
        if (known.isEmpty() || !passwords.matches(login.password(), known.get().password())) {
            database.useHandle(handle -> Audit.log(handle, request, "", "login.fail", who));
            throw refused();
        }
        limit.succeeded(who, request.address());
        return begin(request, known.get());
    }

    private static ProblemException refused() {
        return ProblemException.of(401, "There is no such user with that password.");
    }

    private Answer begin(Request request, UserStore.Known known) {
        String token = Secrets.next();
        database.useTransaction(handle -> {
            UserStore.begin(handle, token, UUID.fromString(known.user().id()));
            Audit.log(
                    handle, request, known.user().name(), "login", known.user().name());
        });
        Me me = new Me(known.user().name(), KeyKind.USER, known.user().role(), null, null);
        Session session = new Session(me, csrf.of(token), clock.instant().plus(UserStore.SESSION));
        return Answer.ok(session).with("Set-Cookie", cookie(request, token, UserStore.SESSION.toSeconds()));
    }

    private static String cookie(Request request, String token, long seconds) {
        return Credentials.COOKIE + "=" + token + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (request.secure() ? "; Secure" : "");
    }

    private Answer logout(Request request) {
        if (request.user().key() != null) {
            throw ProblemException.conflict("no-session", "There is no session to end: a key asked. Revoke the key.");
        }
        database.useTransaction(handle -> {
            request.sessionToken().ifPresent(token -> UserStore.end(handle, token));
            Audit.log(handle, request, "logout", request.user().name());
        });
        return Answer.DONE.with("Set-Cookie", cookie(request, "", 0));
    }

    /** Wrong guesses count as those of a login do, and together with them. */
    private Answer changePassword(Request request) {
        PasswordChange wanted = request.body(PasswordChange.class);
        Caller.OfUser user = request.user();
        UUID id = user.user();
        String session = request.sessionToken().orElse("");
        if (user.key() != null || id == null || session.isEmpty()) {
            throw ProblemException.conflict(
                    "no-session", "A key has no password. Log in with yours, and change it in that session.");
        }
        Fields fields = new Fields().text("/oldPassword", wanted.oldPassword(), LONGEST);
        UserRoutes.checkPassword(fields, "/newPassword", wanted.newPassword());
        if (wanted.newPassword().equals(wanted.oldPassword())) {
            fields.wrong("/newPassword", "is the one that you have.");
        }
        fields.done();
        int seconds = limit.tried(user.name(), request.address());
        if (seconds > 0) {
            throw ProblemException.later(
                    429, "Too many passwords were wrong. Try again in " + seconds + " seconds.", seconds);
        }
        String before = database.withHandle(handle -> UserStore.password(handle, id))
                .filter(kept -> passwords.matches(wanted.oldPassword(), kept))
                .orElse(null);
        if (before == null) {
            database.useHandle(handle -> Audit.log(handle, request, "password.fail", user.name()));
            throw ProblemException.invalid("/oldPassword", "is not your password.");
        }
        limit.succeeded(user.name(), request.address());
        String kept = passwords.kept(wanted.newPassword());
        database.useTransaction(handle -> {
            if (!UserStore.change(handle, id, before, kept, session)) {
                throw ProblemException.conflict("changed", "Your password was changed meanwhile. Log in again.");
            }
            Audit.log(handle, request, "password.change", user.name());
        });
        return Answer.DONE;
    }

    private Answer me(Request request) {
        return switch (request.caller()) {
            case Caller.OfUser user -> {
                Answer answer =
                        Answer.ok(new Me(user.name(), KeyKind.USER, user.role(), user.project(), user.keyName()));
                // a page that was loaded anew has lost it
                yield user.key() != null || request.sessionToken().isEmpty()
                        ? answer
                        : answer.with(
                                "X-CSRF-Token", csrf.of(request.sessionToken().get()));
            }
            case Caller.OfAgent agent ->
                Answer.ok(new Me(agent.name(), KeyKind.AGENT, null, agent.project(), agent.name()));
            case Caller.Nobody nobody -> throw ProblemException.of(401, "");
            case Caller.OfRunner runner -> throw ProblemException.of(403, "");
        };
    }
}
