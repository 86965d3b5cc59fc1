package dev.reeve.server;

import dev.reeve.api.Health;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Whether the server lives, and whether it can do its work. The only routes that answer without a key. */
final class HealthRoutes {
    private final Jdbi database;

    HealthRoutes(Jdbi database) {
        this.database = database;
    }

    List<Route> routes() {
        return List.of(Route.get("/health/live", HealthRoutes::live), Route.get("/health/ready", this::ready));
    }

    private static Answer live(Request request) {
        return Answer.ok(new Health("ok"));
    }

    private Answer ready(Request request) {
        try {
            database.useHandle(handle -> handle.execute("select 1"));
            return Answer.ok(new Health("ok"));
        } catch (JdbiException e) {
            throw ProblemException.later(503, "The database does not answer.", 1);
        }
    }
}
