package dev.reeve.server.agent;

import dev.reeve.server.http.Caller;
import dev.reeve.server.http.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** Whose session it is: an agent speaks only of those that were begun with its key. Thread-safe. */
final class SessionKeys {
    private static final int MOST = 10_000;

    private final Jdbi database;
    private final Map<Long, UUID> known = new ConcurrentHashMap<>();

    SessionKeys(Jdbi database) {
        this.database = database;
    }

    void begun(long session, Caller.OfAgent agent) {
        database.useHandle(
                handle -> handle.createUpdate("insert into agent_session_key (session, key_id) values (:session, :key)")
                        .bind("session", session)
                        .bind("key", agent.key())
                        .execute());
    }

    /**
     * The session that is named so.
     *
     * @throws ProblemException 404 if the agent has none of that name
     */
    long own(Caller.OfAgent agent, String name) {
        long session;
        try {
            session = Long.parseLong(name);
        } catch (NumberFormatException e) {
            throw unknown();
        }
        Optional<UUID> key = Optional.ofNullable(known.get(session)).or(() -> read(session));
        if (key.isEmpty() || !key.get().equals(agent.key())) {
            throw unknown();
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(session, key.get());
        return session;
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such session of this agent's. Begin another.");
    }

    private Optional<UUID> read(long session) {
        return database.withHandle(
                handle -> handle.createQuery("select key_id from agent_session_key where session = :session")
                        .bind("session", session)
                        .mapTo(UUID.class)
                        .findOne());
    }
}
