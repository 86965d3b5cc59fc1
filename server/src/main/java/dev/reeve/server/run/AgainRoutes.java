package dev.reeve.server.run;

import dev.reeve.api.Page;
import dev.reeve.api.Question;
import dev.reeve.api.Reopening;
import dev.reeve.api.TaskAnswer;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Steered;
import dev.reeve.server.project.Projects;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Runs that go on: those that ended, because somebody wants it, and those that wait for an answer. */
public final class AgainRoutes {
    private static final int LONGEST_TASK = 1_000;

    private final Jdbi database;
    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;
    private final Cancels cancels;
    private final Again again;
    private final InstantSource clock;

    /** Over that ledger. */
    public AgainRoutes(
            Jdbi database,
            Ledger ledger,
            Projects projects,
            Runs runs,
            Cancels cancels,
            Again again,
            InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
        this.cancels = cancels;
        this.again = again;
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
        Seen seen = seen(request);
        List<Question> asked = seen.run().state().isFinished() ? List.of() : asked(seen);
        return Answer.ok(new Page<>(asked, null));
    }

    private List<Question> asked(Seen seen) {
        return ledger.questions(seen.run().id()).stream()
                .map(each -> WireJson.read(each.question(), new TypeReference<Question>() {}))
                .toList();
    }

    private Answer answer(Request request) {
        TaskAnswer given = request.body(TaskAnswer.class);
        Seen seen = seen(request).whole("answered, with the path of the task");
        new Fields().filled("/task", given.task(), LONGEST_TASK).done();
        if (given.child() != null && given.child() < 0) {
            throw ProblemException.invalid("/child", "counts from 0.");
        }
        String task = given.task() + (given.child() == null ? "" : "[" + given.child() + "]");
        Question question = asked(seen).stream()
                .filter(each -> each.task().equals(task))
                .findFirst()
                .orElseThrow(() -> unasked(seen, task));
        String by = request.user().name();
        @Nullable String value = Answered.value(question, given.value(), by);
        return switch (ledger.answer(seen.run().id(), task, by, value)) {
            case Steered.Done done -> answered(request, seen, task);
            case Steered.Asked told -> answered(request, seen, task);
            case Steered.Refused refused ->
                throw ProblemException.conflict(
                        "not-asked", "Run \"" + seen.run().name() + "\" takes no answer: " + refused.why() + ".");
            case Steered.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        };
    }

    private ProblemException unasked(Seen seen, String task) {
        List<String> waiting = seen.run().state().isFinished()
                ? List.of()
                : asked(seen).stream().map(Question::task).toList();
        return ProblemException.conflict(
                "not-asked",
                "\"" + task + "\" of run \"" + seen.run().name() + "\", which is "
                        + seen.run().state().name() + ", does not wait for a person"
                        + (waiting.isEmpty() ? "." : "; these do: " + String.join(", ", waiting) + "."));
    }

    private Answer answered(Request request, Seen seen, String task) {
        cancels.answered(seen.run().id());
        audit(request, "run.answer", seen.run().id() + ": " + task);
        return shown(request);
    }

    private void audit(Request request, String action, String what) {
        database.useHandle(handle -> Audit.log(handle, request, action, what));
    }
}
