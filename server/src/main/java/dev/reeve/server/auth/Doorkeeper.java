package dev.reeve.server.auth;

import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Credentials;
import dev.reeve.server.http.Gate;
import dev.reeve.server.http.ProblemException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Knows who asks, by key or session. Asks the database each time, so that what is revoked opens nothing from that moment
 * on, whichever server revoked it. Thread-safe.
 */
public final class Doorkeeper implements Gate {
    private final Jdbi database;
    private final RunKeys runKeys;
    private final Csrf csrf;

    /** Over that database. */
    public Doorkeeper(Jdbi database, RunKeys runKeys, Csrf csrf) {
        this.database = database;
        this.runKeys = runKeys;
        this.csrf = csrf;
    }

    @Override
    public Caller caller(Credentials credentials, boolean changing) {
        if (credentials.bearer() != null) {
            return ofKey(credentials.bearer());
        }
        return credentials.session() == null
                ? Caller.NOBODY
                : ofSession(credentials.session(), changing, credentials.csrf());
    }

    private Caller ofKey(String key) {
        if (key.startsWith(RunKeys.PREFIX)) {
            return runKeys.runner(key).orElseThrow(Doorkeeper::unknown);
        }
        return database.withHandle(handle -> KeyStore.caller(handle, key)).orElseThrow(Doorkeeper::unknown);
    }

    // the same for wrong, revoked and expired: who has none of them need not know which it is
    private static ProblemException unknown() {
        return ProblemException.of(
                401, "The key opens nothing here: it is wrong, expired or revoked. Ask an admin for another.");
    }

    private Caller ofSession(String token, boolean changing, @Nullable String said) {
        Caller caller = database.withHandle(handle -> UserStore.caller(handle, token))
                .orElseThrow(() -> ProblemException.of(401, "The session is over. Log in again."));
        if (changing && (said == null || !Secrets.same(csrf.of(token), said))) {
            throw ProblemException.of(
                    403, "csrf", "The header X-CSRF-Token does not say what the session was given at its start.");
        }
        return caller;
    }
}
