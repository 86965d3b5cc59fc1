package dev.reeve.server;

import dev.reeve.api.Health;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import java.util.List;
import java.util.Optional;

/** Whether the server lives, and whether it can do its work. The only routes that answer without a key. */
final class HealthRoutes {
    private final Readiness readiness;

    HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    List<Route> routes() {
        return List.of(Route.get("/health/live", HealthRoutes::live), Route.get("/health/ready", this::ready));
    }

    private static Answer live(Request request) {
        return Answer.ok(new Health("ok"));
    }

    private Answer ready(Request request) throws InterruptedException {
        Optional<String> lacks = readiness.lacks();
        if (lacks.isPresent()) {
            throw ProblemException.later(503, lacks.get(), 1);
        }
        return Answer.ok(new Health("ok"));
    }
}
