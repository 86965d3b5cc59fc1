package dev.reeve.server.http;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A line for each request that was answered: method, route, status, how long it took, and who asked by their identifier. Never
 * a path, a query, a body or a key. What people change is told at info, what is only read and what agents and runners say at
 * debug.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.reeve.server.access");

    private AccessLog() {}

    static void answered(Context context, float millis) {
        Caller caller = Exchange.caller(context);
        boolean quiet = context.method().name().equals("GET")
                || context.method().name().equals("HEAD")
                || caller instanceof Caller.OfAgent
                || caller instanceof Caller.OfRunner;
        Level level = quiet ? Level.DEBUG : Level.INFO;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        String route = Exchange.route(context);
        String what = route.equals("none") ? context.method() + " of no route" : route;
        long took = Math.round(millis);
        String who = who(caller);
        LoggingEventBuilder line = LOG.atLevel(level)
                .addKeyValue("route", what)
                .addKeyValue("status", context.statusCode())
                .addKeyValue("ms", took);
        if (!who.isEmpty()) {
            line = line.addKeyValue("caller", who);
        }
        line.log("{} {} in {} ms{}", what, context.statusCode(), took, who.isEmpty() ? "" : " by " + who);
    }

    private static String who(Caller caller) {
        return switch (caller) {
            case Caller.Nobody nobody -> "";
            case Caller.OfUser user -> user.user() == null ? "key " + user.key() : "user " + user.user();
            case Caller.OfAgent agent -> "agent key " + agent.key();
            case Caller.OfRunner runner -> "run " + runner.run();
        };
    }
}
