package dev.reeve.server.stream;

import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Credentials;
import dev.reeve.server.http.Gate;
import dev.reeve.server.http.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who watches just now, and whether they still may. Thread-safe. */
final class Visits {
    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);
    private static final int RETRY_SECONDS = 15; // by then, one whose browser has gone was noticed

    /** One stream. */
    record Visit(Caller.OfUser caller, Credentials credentials, Outbox outbox) {
        Object who() {
            UUID who = caller.user() == null ? caller.key() : caller.user();
            return who == null ? caller.name() : who;
        }
    }

    private final Gate gate;
    private final int mostOfOne;
    private final int most;
    private final Set<Visit> open = ConcurrentHashMap.newKeySet();
    private final Map<Object, Integer> counts = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Visits(Gate gate, int mostOfOne, int most) {
        this.gate = gate;
        this.mostOfOne = mostOfOne;
        this.most = most;
    }

    /**
     * Somebody comes.
     *
     * @throws ProblemException 429 or 503 if there are too many
     */
    Visit enter(Caller.OfUser caller, Credentials credentials) {
        if (closed || open.size() >= most) {
            throw ProblemException.later(503, "This server has no room for another stream.", RETRY_SECONDS);
        }
        Visit visit = new Visit(caller, credentials, new Outbox());
        int now = counts.merge(visit.who(), 1, Integer::sum);
        if (now > mostOfOne) {
            forget(visit);
            throw ProblemException.later(
                    429,
                    "There are " + mostOfOne + " streams of " + caller.name() + " already, which is the most.",
                    RETRY_SECONDS);
        }
        open.add(visit);
        if (closed) {
            visit.outbox().end();
        }
        return visit;
    }

    void leave(Visit visit) {
        if (open.remove(visit)) {
            forget(visit);
        }
    }

    private void forget(Visit visit) {
        counts.computeIfPresent(visit.who(), (who, count) -> count == 1 ? null : count - 1);
    }

    int count() {
        return open.size();
    }

    /** Ends the streams of those who are no longer who they were. */
    void check() {
        Map<Credentials, Boolean> known = new HashMap<>();
        for (Visit visit : open) {
            if (!known.computeIfAbsent(visit.credentials(), credentials -> same(visit))) {
                visit.outbox().end();
            }
        }
    }

    private boolean same(Visit visit) {
        try {
            return gate.caller(visit.credentials(), false).equals(visit.caller());
        } catch (ProblemException e) {
            return false;
        } catch (RuntimeException e) { // the database is away: nobody can revoke anything now
            LOG.debug("Who watches cannot be looked at now and is looked at later", e);
            return true;
        }
    }

    /** Ends all, and lets nobody in. */
    void close() {
        closed = true;
        open.forEach(visit -> visit.outbox().end());
    }
}
