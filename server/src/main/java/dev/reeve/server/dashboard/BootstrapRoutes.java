package dev.reeve.server.dashboard;

import dev.reeve.api.Bootstrap;
import dev.reeve.api.KeyKind;
import dev.reeve.api.Me;
import dev.reeve.api.Project;
import dev.reeve.server.auth.Csrf;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.AuthorizationTable;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.project.ProjectRoutes;
import dev.reeve.server.project.Projects;
import java.util.List;

/** What the UI asks first: who it speaks for, what they may do, and what this server has. */
public final class BootstrapRoutes {
    private final Projects projects;
    private final Csrf csrf;
    private final String version;

    /** {@code version} is the server's. */
    public BootstrapRoutes(Projects projects, Csrf csrf, String version) {
        this.projects = projects;
        this.csrf = csrf;
        this.version = version;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.get("/ui/bootstrap", this::bootstrap));
    }

    private Answer bootstrap(Request request) {
        Caller.OfUser user = request.user();
        List<Project> seen = projects.of(user).stream().map(ProjectRoutes::wire).toList();
        Answer answer = Answer.ok(new Bootstrap(
                new Me(user.name(), KeyKind.USER, user.role(), user.project(), user.keyName()),
                AuthorizationTable.of(user),
                seen,
                features(),
                version));
        // a page that was loaded anew has lost it
        return user.key() != null || request.sessionToken().isEmpty()
                ? answer
                : answer.with(Csrf.HEADER, csrf.of(request.sessionToken().get()));
    }

    private static List<String> features() {
        return AuthorizationTable.ROUTES.keySet().stream()
                .map(route -> route.split("/", 3)[1])
                .filter(word -> !word.startsWith("openapi.")) // about the parts, not one of them
                .distinct()
                .sorted()
                .toList();
    }
}
