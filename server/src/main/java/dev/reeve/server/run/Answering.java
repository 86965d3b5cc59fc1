package dev.reeve.server.run;

import dev.reeve.api.Question;
import dev.reeve.api.QuestionKind;
import dev.reeve.api.TaskAnswer;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Steered;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What runs ask people, and how people answer. Thread-safe. */
public final class Answering {
    private static final int LONGEST_TASK = 1_000;

    private final Jdbi database;
    private final Ledger ledger;
    private final Cancels cancels;

    /** Over that ledger. */
    public Answering(Jdbi database, Ledger ledger, Cancels cancels) {
        this.database = database;
        this.ledger = ledger;
        this.cancels = cancels;
    }

    /** What task runs of it wait for now. */
    List<Question> asked(Seen seen) {
        return seen.run().state().isFinished()
                ? List.of()
                : ledger.questions(seen.run().id()).stream()
                        .map(each -> WireJson.read(each.question(), new TypeReference<Question>() {}))
                        .toList();
    }

    /**
     * Answers one task run.
     *
     * @throws ProblemException 409 if it does not wait, 422 if it asks for something else
     */
    void answer(Request request, Seen given, TaskAnswer answer) {
        Seen seen = given.whole("answered, with the path of the task");
        new Fields().filled("/task", answer.task(), LONGEST_TASK).done();
        if (answer.child() != null && answer.child() < 0) {
            throw ProblemException.invalid("/child", "counts from 0.");
        }
        String task = answer.task() + (answer.child() == null ? "" : "[" + answer.child() + "]");
        List<Question> questions = asked(seen);
        Question question = questions.stream()
                .filter(each -> each.task().equals(task))
                .findFirst()
                .orElseThrow(() -> unasked(seen, task, questions));
        String by = request.user().name();
        give(request, seen, task, Answered.value(question, answer.value(), by));
    }

    /**
     * Lets all task runs go on that ask for nothing more than that.
     *
     * @throws ProblemException 409 if none does
     */
    void letGoOn(Request request, Seen given) {
        Seen seen = given.whole("resumed");
        List<Question> questions = asked(seen);
        List<String> tasks = questions.stream()
                .filter(each -> each.kind() == QuestionKind.GO_AHEAD)
                .map(Question::task)
                .toList();
        if (tasks.isEmpty()) {
            throw ProblemException.conflict("not-asked", nothingToLetGo(seen, questions));
        }
        tasks.forEach(task -> give(request, seen, task, null));
    }

    private static String nothingToLetGo(Seen seen, List<Question> questions) {
        String run = "Run \"" + seen.run().name() + "\" ";
        return questions.isEmpty()
                ? run + "is " + seen.run().state().name() + " and does not wait for a person."
                : run + "waits for answers that say more than to go on: "
                        + questions.stream().map(Question::task).collect(Collectors.joining(", "))
                        + ". Answer each by itself.";
    }

    private void give(Request request, Seen seen, String task, @Nullable String value) {
        switch (ledger.answer(seen.run().id(), task, request.user().name(), value)) {
            case Steered.Done done -> answered(request, seen, task);
            case Steered.Asked told -> answered(request, seen, task);
            case Steered.Refused refused ->
                throw ProblemException.conflict(
                        "not-asked", "Run \"" + seen.run().name() + "\" takes no answer: " + refused.why() + ".");
            case Steered.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        }
    }

    private void answered(Request request, Seen seen, String task) {
        cancels.answered(seen.run().id());
        database.useHandle(
                handle -> Audit.log(handle, request, "run.answer", seen.run().id() + ": " + task));
    }

    private static ProblemException unasked(Seen seen, String task, List<Question> questions) {
        List<String> waiting = questions.stream().map(Question::task).toList();
        return ProblemException.conflict(
                "not-asked",
                "\"" + task + "\" of run \"" + seen.run().name() + "\", which is "
                        + seen.run().state().name() + ", does not wait for a person"
                        + (waiting.isEmpty() ? "." : "; these do: " + String.join(", ", waiting) + "."));
    }
}
