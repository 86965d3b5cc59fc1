package dev.reeve.server.limit;

import dev.reeve.api.HeldPlaces;
import dev.reeve.api.PlaceAnswer;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.PlacedTask;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.Pointer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.TagPlaces;
import dev.reeve.server.ledger.TagTurns;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.run.ToldInside;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/** Whether a task whose tags have a limit may begin: asked by the runner of its run, which then waits for its turn. */
public final class PlaceRoutes {
    private static final int MOST_HELD = 10_000;

    private static final int LONGEST_WAIT = 20_000;

    private final Jdbi database;
    private final TagTurns turns;

    /** Over that database. */
    public PlaceRoutes(Jdbi database, TagTurns turns) {
        this.database = database;
        this.turns = turns;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.post("/runs-in-hand/{run}/places", this::ask),
                Route.get("/runs-in-hand/{run}/places", this::await, "after", "waitMillis"));
    }

    private static Caller.OfRunner runner(Request request) {
        Caller.OfRunner runner = request.runner();
        if (!runner.run().toString().equals(request.path("run"))) {
            throw ProblemException.of(403, "This is the key of another run.");
        }
        return runner;
    }

    private Answer await(Request request) throws InterruptedException {
        Caller.OfRunner runner = runner(request);
        long after = request.query("after", 0, 0, Long.MAX_VALUE);
        Duration wait = Duration.ofMillis(request.query("waitMillis", 0, 0, LONGEST_WAIT));
        TagTurns.Held held =
                turns.await(runner.run(), runner.epoch(), after, wait).orElseThrow(() -> fenced(runner));
        return Answer.ok(new HeldPlaces(
                held.places().stream()
                        .map(place -> new PlacedTask(
                                place.task().key().task(), place.task().key().index(), place.within()))
                        .toList(),
                held.last()));
    }

    private static ProblemException fenced(Caller.OfRunner runner) {
        return ProblemException.fenced("Run " + runner.run() + " is no longer yours.");
    }

    private Answer ask(Request request) {
        Caller.OfRunner runner = runner(request);
        PlaceRequest asked = request.body(PlaceRequest.class);
        Fields fields = new Fields().labels("/tags", asked.tags());
        if (asked.epoch() != runner.epoch()) {
            fields.wrong("/epoch", "is not that of the key, which is " + runner.epoch() + ".");
        }
        atMost(fields, "/holding", asked.holding());
        atMost(fields, "/waiting", asked.waiting());
        fields.done();
        UUID root = runner.run();
        TagPlaces.Asked question = new TagPlaces.Asked(
                asked.wanted() == null
                        ? null
                        : new TagPlaces.Place(
                                key(root, asked.wanted(), "/wanted"),
                                asked.wanted().within()),
                asked.priority() == null ? 0 : asked.priority(),
                asked.tags(),
                keys(root, asked.holding(), "/holding"),
                keys(root, asked.waiting(), "/waiting"));
        TagPlaces.Answer answer =
                database.inTransaction(handle -> TagPlaces.ask(handle, root, runner.epoch(), question));
        return switch (answer) {
            case TagPlaces.Answer.Granted granted -> Answer.ok(new PlaceAnswer(true, granted.counted(), null));
            case TagPlaces.Answer.Full full -> Answer.ok(new PlaceAnswer(false, false, full.tag()));
            case TagPlaces.Answer.NotHeld none -> throw fenced(runner);
        };
    }

    private static void atMost(Fields fields, String place, List<PlacedTask> tasks) {
        if (tasks.size() > MOST_HELD) {
            fields.wrong(place, "has more than " + MOST_HELD + " tasks.");
        }
    }

    private static List<TaskKey.InRun> keys(UUID root, List<PlacedTask> tasks, String at) {
        return IntStream.range(0, tasks.size())
                .mapToObj(i -> key(root, tasks.get(i), Pointer.of(at, Integer.toString(i))))
                .toList();
    }

    private static TaskKey.InRun key(UUID root, PlacedTask task, String at) {
        UUID inner = ToldInside.runOrRoot(root, task.within(), Pointer.of(at, "within"));
        return new TaskKey.InRun(inner == null ? root : inner, new TaskKey(task.node(), task.child()));
    }
}
