package dev.reeve.server.limit;

import dev.reeve.api.LimitUse;
import dev.reeve.api.PlaceUser;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.ConcurrencyLimits;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Limit.Kind;
import dev.reeve.server.ledger.LimitPlaces;
import dev.reeve.server.ledger.LimitPlaces.User;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.project.Projects;
import dev.reeve.server.run.Runs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Who has the places of a limit, and who waits for one. */
public final class LimitUseRoutes {
    private final Jdbi database;
    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;

    /** Over that ledger, which is in that database. */
    public LimitUseRoutes(Jdbi database, Ledger ledger, Projects projects, Runs runs) {
        this.database = database;
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.get("/limits/{kind}/{name}", this::use));
    }

    private record Found(dev.reeve.server.ledger.Limit limit, List<User> holders, List<User> waiting) {
        Set<UUID> runs() {
            Set<UUID> ids = new HashSet<>();
            for (List<User> users : List.of(holders, waiting)) {
                users.forEach(user -> ids.addAll(List.of(user.run(), user.own())));
            }
            return ids;
        }
    }

    private Answer use(Request request) {
        Kind kind = LimitRoutes.kind(request.path("kind"));
        String name = request.path("name");
        Found found = database.inTransaction(handle -> new Found(
                ConcurrencyLimits.of(handle, kind, name)
                        .orElseThrow(() -> ProblemException.notFound("There is no such limit of \"" + name + "\".")),
                LimitPlaces.holders(handle, kind, name),
                LimitPlaces.waiting(handle, kind, name)));
        Map<UUID, RunView> known = new HashMap<>();
        ledger.runs().any(found.runs()).forEach(run -> known.put(run.id(), run));
        Caller.OfUser user = request.user();
        return Answer.ok(new LimitUse(
                LimitRoutes.wire(found.limit()),
                found.holders().stream().map(each -> wire(each, known, user)).toList(),
                found.waiting().stream().map(each -> wire(each, known, user)).toList(),
                found.waiting().isEmpty() ? 0 : found.waiting().getFirst().waits()));
    }

    /** What is of a project that they do not see is told as somebody who is there. */
    private PlaceUser wire(User each, Map<UUID, RunView> known, Caller.OfUser user) {
        RunView own = known.getOrDefault(each.own(), known.get(each.run()));
        String project = own == null
                ? null
                : projects.find(user, own.project()).map(Project::name).orElse(null);
        if (own == null || project == null) {
            return new PlaceUser(null, null, null, null, null, each.since(), each.full());
        }
        return new PlaceUser(
                own.id().toString(),
                own.name(),
                project,
                own.flowName(),
                each.task() == null || !own.id().equals(each.own()) ? null : task(own, each.task()),
                each.since(),
                each.full());
    }

    private @Nullable String task(RunView run, TaskKey key) {
        List<FlowStructure.Node> tasks = runs.version(run).structure().tasks();
        if (key.task() >= tasks.size()) {
            return null;
        }
        String name = tasks.get(key.task()).name();
        return key.index() < 0 ? name : name + "[" + key.index() + "]";
    }
}
