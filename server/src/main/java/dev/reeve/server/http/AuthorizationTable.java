package dev.reeve.server.http;

import static dev.reeve.server.http.Access.ADMIN;
import static dev.reeve.server.http.Access.AGENT;
import static dev.reeve.server.http.Access.ANY_KEY;
import static dev.reeve.server.http.Access.MEMBER;
import static dev.reeve.server.http.Access.OPEN;
import static dev.reeve.server.http.Access.RUNNER;
import static dev.reeve.server.http.Access.VIEWER;

import java.util.List;
import java.util.Map;

/**
 * Who may take which route: the one place that says so. A route that does not stand here cannot be served. What of a
 * project somebody sees, their key's project says besides.
 */
public final class AuthorizationTable {
    /** By {@link Route#name}. */
    public static final Map<String, Access> ROUTES = Map.ofEntries(
            Map.entry("GET /health/live", OPEN),
            Map.entry("GET /health/ready", OPEN),
            Map.entry("POST /login", OPEN),
            Map.entry("POST /logout", VIEWER),
            Map.entry("GET /me", ANY_KEY),
            Map.entry("POST /me/password", VIEWER),
            Map.entry("GET /users", ADMIN),
            Map.entry("POST /users", ADMIN),
            Map.entry("PATCH /users/{id}", ADMIN),
            Map.entry("GET /keys", VIEWER),
            Map.entry("POST /keys", VIEWER),
            Map.entry("DELETE /keys/{id}", VIEWER),
            Map.entry("GET /projects", VIEWER),
            Map.entry("POST /projects", ADMIN),
            Map.entry("GET /projects/{project}", VIEWER),
            Map.entry("PATCH /projects/{project}", ADMIN),
            Map.entry("DELETE /projects/{project}", ADMIN),
            Map.entry("GET /secrets", ADMIN),
            Map.entry("POST /secrets", ADMIN),
            Map.entry("DELETE /secrets/{name}", ADMIN),
            Map.entry("GET /projects/{project}/secrets", MEMBER),
            Map.entry("POST /projects/{project}/secrets", MEMBER),
            Map.entry("DELETE /projects/{project}/secrets/{name}", MEMBER),
            Map.entry("GET /runs-in-hand/{run}/secrets/{name}", RUNNER),
            Map.entry("GET /projects/{project}/hooks", VIEWER),
            Map.entry("POST /projects/{project}/hooks", MEMBER),
            Map.entry("DELETE /hooks/{hook}", MEMBER),
            Map.entry("POST /projects/{project}/hooks:preview", MEMBER),
            Map.entry("POST /hooks/{hook}/preview", MEMBER),
            Map.entry("POST /hooks/{hook}/test", MEMBER),
            Map.entry("POST /hooks/{hook}/enable", MEMBER),
            Map.entry("GET /hooks/{hook}/deliveries", VIEWER),
            Map.entry("POST /projects/{project}/flows", MEMBER),
            Map.entry("GET /flows", VIEWER),
            Map.entry("GET /flows/{flow}", VIEWER),
            Map.entry("GET /flows/{flow}/versions/{version}/structure", VIEWER),
            Map.entry("GET /task-runs", VIEWER),
            Map.entry("POST /flow-runs:bulk", MEMBER),
            Map.entry("POST /flows/{flow}/runs", MEMBER),
            Map.entry("POST /flows/{flow}/runs:validate", MEMBER),
            Map.entry("GET /flows/{flow}/facts", VIEWER),
            Map.entry("GET /flows/{flow}/grid", VIEWER),
            Map.entry("GET /flows/{flow}/calendar", VIEWER),
            Map.entry("GET /flows/{flow}/versions", VIEWER),
            Map.entry("GET /flow-runs/{run}/artifacts", VIEWER),
            Map.entry("GET /flow-runs/{run}/artifacts/content", VIEWER),
            Map.entry("GET /flow-runs/{run}/task-runs/provenance", VIEWER),
            Map.entry("GET /assets", VIEWER),
            Map.entry("GET /assets/events", VIEWER),
            Map.entry("GET /agents", VIEWER),
            Map.entry("GET /audit", ADMIN),
            Map.entry("GET /flows/{flow}/versions/{version}/graph", VIEWER),
            Map.entry("GET /flows/{flow}/versions/{version}/changes", VIEWER),
            Map.entry("GET /flow-runs/{run}/graph", VIEWER),
            Map.entry("GET /flow-runs/{run}/critical-path", VIEWER),
            Map.entry("GET /flow-runs/{run}/logs/search", VIEWER),
            Map.entry("GET /flow-runs/{run}/logs/download", VIEWER),
            Map.entry("GET /schedules", VIEWER),
            Map.entry("GET /flows/{flow}/schedules", VIEWER),
            Map.entry("POST /flows/{flow}/schedules:preview", VIEWER),
            Map.entry("GET /flows/{flow}/schedules/{schedule}", VIEWER),
            Map.entry("PUT /flows/{flow}/schedules/{schedule}", MEMBER),
            Map.entry("DELETE /flows/{flow}/schedules/{schedule}", MEMBER),
            Map.entry("POST /flows/{flow}/schedules/{schedule}/pause", MEMBER),
            Map.entry("POST /flows/{flow}/schedules/{schedule}/resume", MEMBER),
            Map.entry("GET /flows/{flow}/backfills", VIEWER),
            Map.entry("POST /flows/{flow}/backfills", MEMBER),
            Map.entry("GET /backfills/{backfill}", VIEWER),
            Map.entry("POST /backfills/{backfill}/cancel", MEMBER),
            Map.entry("GET /flow-runs", VIEWER),
            Map.entry("POST /flow-runs", MEMBER),
            Map.entry("GET /flow-runs/{run}", VIEWER),
            Map.entry("GET /flow-runs/{run}/task-runs", VIEWER),
            Map.entry("GET /flow-runs/{run}/history", VIEWER),
            Map.entry("GET /flow-runs/{run}/logs", VIEWER),
            Map.entry("POST /flow-runs/{run}/cancel", MEMBER),
            Map.entry("POST /flow-runs/{run}/start", MEMBER),
            Map.entry("POST /flow-runs/{run}/reopen", MEMBER),
            Map.entry("GET /flow-runs/{run}/questions", VIEWER),
            Map.entry("POST /flow-runs/{run}/answer", MEMBER),
            Map.entry("GET /flow-runs/{run}/why", VIEWER),
            Map.entry("GET /flow-runs/{run}/told", VIEWER),
            Map.entry("GET /flow-runs/{run}/children", VIEWER),
            Map.entry("GET /flow-runs/{run}/structure", VIEWER),
            Map.entry("GET /flow-runs/{run}/journal", MEMBER),
            Map.entry("GET /stream", VIEWER),
            // operation: limits and metrics
            Map.entry("GET /metrics", VIEWER),
            Map.entry("GET /openapi.yaml", ANY_KEY),
            Map.entry("GET /openapi.json", ANY_KEY),
            Map.entry("GET /limits", VIEWER),
            Map.entry("POST /limits", ADMIN),
            Map.entry("GET /limits/{kind}/{name}", VIEWER),
            Map.entry("DELETE /limits/{kind}/{name}", ADMIN),
            Map.entry("POST /runs-in-hand/{run}/places", RUNNER),
            Map.entry("GET /runs-in-hand/{run}/places", RUNNER),
            Map.entry("GET /ui/bootstrap", VIEWER),
            Map.entry("GET /ui/dashboard", VIEWER),
            Map.entry("GET /ui/flows", VIEWER),
            Map.entry("GET /flow-runs/histogram", VIEWER),
            Map.entry("POST /agent-sessions", AGENT),
            Map.entry("DELETE /agent-sessions/{session}", AGENT),
            Map.entry("POST /agent-sessions/{session}/heartbeat", AGENT),
            Map.entry("POST /agent-sessions/{session}/drain", AGENT),
            Map.entry("POST /agent-sessions/{session}/claims", AGENT),
            Map.entry("POST /agent-sessions/{session}/refusals", AGENT),
            Map.entry("GET /runs-in-hand/{run}", RUNNER),
            Map.entry("DELETE /runs-in-hand/{run}", RUNNER),
            Map.entry("GET /runs-in-hand/{run}/answers", RUNNER),
            Map.entry("GET /runs-in-hand/{run}/structure", RUNNER),
            Map.entry("GET /runs-in-hand/{run}/journal", RUNNER),
            Map.entry("POST /runs-in-hand/{run}/events", RUNNER),
            Map.entry("POST /runs-in-hand:events", RUNNER),
            Map.entry("POST /runs-in-hand/{run}/logs", RUNNER));

    private AuthorizationTable() {}

    /**
     * Who may take it.
     *
     * @throws IllegalStateException if the table does not say
     */
    static Access of(Route route) {
        Access access = ROUTES.get(route.name());
        if (access == null) {
            throw new IllegalStateException("The authorization table does not say who may take " + route.name());
        }
        return access;
    }

    /**
     * Lets the caller pass.
     *
     * @throws ProblemException 401 for nobody, 403 for somebody else
     */
    static void check(Access access, Caller caller) {
        boolean may = switch (caller) {
            case Caller.Nobody nobody -> access == OPEN;
            case Caller.OfUser user -> mayUser(access, user);
            case Caller.OfAgent agent -> access == OPEN || access == ANY_KEY || access == AGENT;
            case Caller.OfRunner runner -> access == OPEN || access == RUNNER;
        };
        if (may) {
            return;
        }
        if (caller instanceof Caller.Nobody) {
            throw ProblemException.of(401, "This needs a key: Authorization: Bearer KEY.");
        }
        throw ProblemException.of(403, caller.words() + " may not do this: it needs " + words(access) + ".");
    }

    /** The routes that they may take, in order. */
    public static List<String> of(Caller.OfUser user) {
        return ROUTES.entrySet().stream()
                .filter(route -> mayUser(route.getValue(), user))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean mayUser(Access access, Caller.OfUser user) {
        return switch (access) {
            case OPEN, ANY_KEY, VIEWER -> true;
            case MEMBER -> user.role() != dev.reeve.api.Role.VIEWER;
            case ADMIN -> user.role() == dev.reeve.api.Role.ADMIN;
            case AGENT, RUNNER -> false;
        };
    }

    private static String words(Access access) {
        return switch (access) {
            case OPEN -> "nothing";
            case ANY_KEY -> "the key of a user or an agent";
            case VIEWER -> "a user";
            case MEMBER -> "a member or an admin";
            case ADMIN -> "an admin";
            case AGENT -> "the key of an agent";
            case RUNNER -> "the key of a run";
        };
    }
}
