package dev.reeve.server.limit;

import dev.reeve.api.Limit;
import dev.reeve.api.NewLimit;
import dev.reeve.api.Page;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.LabelLimit;
import dev.reeve.server.ledger.LabelLimits;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** How many runs with a label go on at once: looked at, set, taken away. */
public final class LimitRoutes {
    private final Jdbi database;

    /** Over that database. */
    public LimitRoutes(Jdbi database) {
        this.database = database;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/limits", this::list),
                Route.post("/limits", this::set),
                Route.delete("/limits/{label}", this::remove));
    }

    private static Limit wire(LabelLimit limit) {
        return new Limit(limit.label(), limit.most(), limit.held());
    }

    private Answer list(Request request) {
        List<LabelLimit> all = database.withHandle(LabelLimits::all);
        return Answer.ok(new Page<>(all.stream().map(LimitRoutes::wire).toList(), null));
    }

    private Answer set(Request request) {
        NewLimit wanted = request.body(NewLimit.class);
        Fields fields = new Fields().label("/label", wanted.label());
        if (wanted.most() < 0) {
            fields.wrong("/most", "must be 0 or more.");
        }
        fields.done();
        return Answer.ok(wire(database.inTransaction(handle -> {
            LabelLimits.set(handle, wanted.label(), wanted.most());
            Audit.log(handle, request, "limit.set", wanted.label() + " " + wanted.most());
            return LabelLimits.of(handle, wanted.label()).orElseThrow();
        })));
    }

    private Answer remove(Request request) {
        String label = request.path("label");
        database.useTransaction(handle -> {
            if (!LabelLimits.remove(handle, label)) {
                throw ProblemException.notFound("There is no limit for label \"" + label + "\".");
            }
            Audit.log(handle, request, "limit.remove", label);
        });
        return Answer.DONE;
    }
}
