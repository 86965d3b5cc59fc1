package dev.reeve.server.run;

import dev.reeve.api.Page;
import dev.reeve.api.Reopening;
import dev.reeve.api.TaskAnswer;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.project.Projects;
import java.time.InstantSource;
import java.util.List;

/** Runs that go on: those that ended, because somebody wants it, and those that wait for an answer. */
public final class AgainRoutes {
    private final Projects projects;
    private final Runs runs;
    private final Again again;
    private final Answering answering;
    private final InstantSource clock;

    /** Over those runs. */
    public AgainRoutes(Projects projects, Runs runs, Again again, Answering answering, InstantSource clock) {
        this.projects = projects;
        this.runs = runs;
        this.again = again;
        this.answering = answering;
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.post("/flow-runs/{run}/reopen", this::reopen),
                Route.post("/flow-runs/{run}/start", this::startNow),
                Route.get("/flow-runs/{run}/questions", this::questions),
                Route.post("/flow-runs/{run}/answer", this::answer));
    }

    private Seen seen(Request request) {
        return Seen.of(request, runs, projects, request.idIn("run"));
    }

    private Answer shown(Request request) {
        Seen seen = seen(request);
        return Answer.ok(runs.flowRun(seen.run(), seen.project(), clock.instant()));
    }

    private Answer reopen(Request request) {
        Reopening wanted = request.body(Reopening.class);
        again.reopen(request, seen(request), wanted);
        return shown(request);
    }

    private Answer startNow(Request request) {
        again.startNow(request, seen(request));
        return shown(request);
    }

    private Answer questions(Request request) {
        return Answer.ok(new Page<>(answering.asked(seen(request)), null));
    }

    private Answer answer(Request request) {
        TaskAnswer given = request.body(TaskAnswer.class);
        answering.answer(request, seen(request), given);
        return shown(request);
    }
}
