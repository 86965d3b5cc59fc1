package dev.reeve.server.limit;

import dev.reeve.api.Limit;
import dev.reeve.api.LimitKind;
import dev.reeve.api.NewLimit;
import dev.reeve.api.Page;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.ConcurrencyLimits;
import dev.reeve.server.ledger.Limit.Kind;
import dev.reeve.server.ledger.TagTurns;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** How many runs with a label, and tasks with a tag, go on at once: looked at, set, taken away. */
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
                Route.delete("/limits/{kind}/{name}", this::remove));
    }

    static Limit wire(dev.reeve.server.ledger.Limit limit) {
        LimitKind kind = switch (limit.kind()) {
            case LABEL -> LimitKind.LABEL;
            case TAG -> LimitKind.TAG;
        };
        return new Limit(kind, limit.name(), limit.most(), limit.held());
    }

    private static Kind kind(LimitKind kind) {
        return switch (kind) {
            case LABEL -> Kind.LABEL;
            case TAG -> Kind.TAG;
        };
    }

    /** As it stands in a path. */
    static Kind kind(String word) {
        return switch (word) {
            case "label" -> Kind.LABEL;
            case "tag" -> Kind.TAG;
            default -> throw ProblemException.notFound("Limits are of a label or a tag.");
        };
    }

    private Answer list(Request request) {
        var all = database.withHandle(ConcurrencyLimits::all);
        return Answer.ok(new Page<>(all.stream().map(LimitRoutes::wire).toList(), null));
    }

    private Answer set(Request request) {
        NewLimit wanted = request.body(NewLimit.class);
        Fields fields = new Fields().label("/name", wanted.name());
        if (wanted.most() < 0) {
            fields.wrong("/most", "must be 0 or more.");
        }
        fields.done();
        Kind kind = kind(wanted.kind());
        return Answer.ok(wire(database.inTransaction(handle -> {
            ConcurrencyLimits.set(handle, new dev.reeve.server.ledger.Limit(kind, wanted.name(), wanted.most(), 0));
            TagTurns.settle(handle); // there may be more room now
            Audit.log(handle, request, "limit.set", wanted.kind() + " " + wanted.name() + " " + wanted.most());
            return ConcurrencyLimits.of(handle, kind, wanted.name()).orElseThrow();
        })));
    }

    private Answer remove(Request request) {
        String name = request.path("name");
        Kind kind = kind(request.path("kind"));
        database.useTransaction(handle -> {
            if (!ConcurrencyLimits.remove(handle, kind, name)) {
                throw ProblemException.notFound("There is no such limit of \"" + name + "\".");
            }
            TagTurns.settle(handle);
            Audit.log(handle, request, "limit.remove", kind + " " + name);
        });
        return Answer.DONE;
    }
}
