package dev.reeve.server.run;

import dev.reeve.api.Reopening;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Reopened;
import dev.reeve.server.ledger.Steered;
import dev.reeve.server.ledger.TaskKey;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/** Has runs that ended begin again, in a new epoch. Thread-safe. */
public final class Again {
    private final Jdbi database;
    private final Ledger ledger;
    private final Runs runs;

    /** Over that ledger. */
    public Again(Jdbi database, Ledger ledger, Runs runs) {
        this.database = database;
        this.ledger = ledger;
        this.runs = runs;
    }

    /**
     * Asks for it. One that was never begun goes on waiting.
     *
     * @throws ProblemException 422 if there is no such task, 409 if it has not ended
     */
    void reopen(Request request, Seen seen, Reopening wanted) {
        check(seen.whole("begun again"), wanted);
        Reopened asked = new Reopened(
                wanted.from(),
                wanted.child(),
                wanted.reuse() == null ? null : wanted.reuse().name());
        switch (ledger.reopen(seen.run().id(), asked)) {
            case Steered.Done done ->
                database.useHandle(handle -> Audit.log(
                        handle,
                        request,
                        "run.reopen",
                        seen.run().id() + (wanted.from() == null ? "" : " from " + wanted.from())));
            case Steered.Asked never -> {}
            case Steered.Refused refused ->
                throw ProblemException.conflict(
                        "not-ended",
                        "Run \"" + seen.run().name() + "\" is "
                                + seen.run().state().name()
                                + ", so it cannot begin again: only what ended can. Wait for its end, or cancel it.");
            case Steered.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        }
    }

    /**
     * Has a run that waits for its time begin at once.
     *
     * @throws ProblemException 409 if it was begun, or ended
     */
    void startNow(Request request, Seen seen) {
        seen.whole("started");
        switch (ledger.startNow(seen.run().id())) {
            case Steered.Done done ->
                database.useHandle(handle -> Audit.log(
                        handle, request, "run.start", seen.run().id().toString()));
            case Steered.Asked never -> {}
            case Steered.Refused refused ->
                throw ProblemException.conflict(
                        "begun", "Run \"" + seen.run().name() + "\" cannot be started: " + refused.why() + ".");
            case Steered.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        }
    }

    private void check(Seen seen, Reopening wanted) {
        Fields fields = new Fields();
        List<FlowStructure.Node> nodes = runs.version(seen.run()).structure().tasks();
        int task = IntStream.range(0, nodes.size())
                .filter(i -> nodes.get(i).name().equals(wanted.from()))
                .findFirst()
                .orElse(-1);
        if (wanted.from() != null && task < 0) {
            fields.wrong(
                    "/from",
                    "is no task of the flow. It has "
                            + String.join(
                                    ", ",
                                    nodes.stream()
                                            .map(FlowStructure.Node::name)
                                            .limit(50)
                                            .toList())
                            + ".");
        }
        if (wanted.child() != null && wanted.from() == null) {
            fields.wrong("/child", "needs from, which names its task.");
        } else if (wanted.child() != null && task >= 0 && !had(seen, task, wanted.child())) {
            fields.wrong("/child", "is no child that task \"" + wanted.from() + "\" had.");
        }
        fields.done();
    }

    private boolean had(Seen seen, int task, int child) {
        return child >= 0
                && ledger.runs().tasks(seen.run().id(), new TaskKey(task, child - 1), 1).stream()
                        .anyMatch(found -> found.key().equals(new TaskKey(task, child)));
    }
}
