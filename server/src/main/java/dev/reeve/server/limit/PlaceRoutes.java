package dev.reeve.server.limit;

import dev.reeve.api.PlaceAnswer;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.PlacedTask;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.TagPlaces;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.run.ToldInside;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Whether a task whose tags have a limit may begin: asked by the runner of its run. Does not wait. */
public final class PlaceRoutes {
    private static final int MOST_HELD = 10_000;

    private final Jdbi database;

    /** Over that database. */
    public PlaceRoutes(Jdbi database) {
        this.database = database;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.post("/runs-in-hand/{run}/places", this::ask));
    }

    private Answer ask(Request request) {
        Caller.OfRunner runner = request.runner();
        if (!runner.run().toString().equals(request.path("run"))) {
            throw ProblemException.of(403, "This is the key of another run.");
        }
        PlaceRequest asked = request.body(PlaceRequest.class);
        Fields fields = new Fields().labels("/tags", asked.tags());
        if (asked.epoch() != runner.epoch()) {
            fields.wrong("/epoch", "is not that of the key, which is " + runner.epoch() + ".");
        }
        if (asked.holding().size() > MOST_HELD) {
            fields.wrong("/holding", "has more than " + MOST_HELD + " tasks.");
        }
        fields.done();
        TaskKey.InRun wanted = asked.wanted() == null ? null : key(runner.run(), asked.wanted());
        List<TaskKey.InRun> holding =
                asked.holding().stream().map(task -> key(runner.run(), task)).toList();
        TagPlaces.Answer answer = database.inTransaction(
                handle -> TagPlaces.ask(handle, runner.run(), runner.epoch(), wanted, asked.tags(), holding));
        return switch (answer) {
            case TagPlaces.Answer.Granted granted -> Answer.ok(new PlaceAnswer(true, granted.counted(), null));
            case TagPlaces.Answer.Full full -> Answer.ok(new PlaceAnswer(false, false, full.tag()));
            case TagPlaces.Answer.NotHeld none ->
                throw ProblemException.fenced("Run " + runner.run() + " is no longer yours.");
        };
    }

    private static TaskKey.InRun key(UUID root, PlacedTask task) {
        UUID inner = ToldInside.runOrRoot(root, task.within(), "/wanted/within");
        return new TaskKey.InRun(inner == null ? root : inner, new TaskKey(task.node(), task.child()));
    }
}
