package dev.reeve.server.auth;

import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Request;
import org.jdbi.v3.core.Handle;

/** Writes down who changed what, in the transaction of the change. The log is only ever added to. */
public final class Audit {
    private Audit() {}

    /**
     * Whoever asked did that.
     *
     * @param action such as {@code key.revoke}
     * @param subject to what; no secret
     */
    public static void log(Handle database, Request request, String action, String subject) {
        log(database, request, actor(request.caller()), action, subject);
    }

    static void log(Handle database, Request request, String actor, String action, String subject) {
        database.createUpdate("insert into audit_log (actor, action, subject, address, request_id)"
                        + " values (:actor, :action, :subject, :address, :request)")
                .bind("actor", actor)
                .bind("action", action)
                .bind("subject", subject)
                .bind("address", request.address())
                .bind("request", request.id())
                .execute();
    }

    private static String actor(Caller caller) {
        return switch (caller) {
            case Caller.Nobody nobody -> "";
            case Caller.OfUser user -> user.keyName() == null ? user.name() : user.name() + " by key " + user.keyName();
            case Caller.OfAgent agent -> "agent " + agent.name();
            case Caller.OfRunner runner -> "run " + runner.run();
        };
    }
}
