package dev.reeve.server.run;

import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Steered;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** How people stop runs and forget them. Thread-safe. */
public final class Stopping {
    private final Jdbi database;
    private final Ledger ledger;
    private final Cancels cancels;

    /** Over that ledger. */
    public Stopping(Jdbi database, Ledger ledger, Cancels cancels) {
        this.database = database;
        this.ledger = ledger;
        this.cancels = cancels;
    }

    /**
     * Asks a run to stop; a reason that is blank is made up.
     *
     * @throws ProblemException 409 if it ended
     */
    void stop(Request request, Seen seen, String given) {
        UUID run = seen.whole("cancelled").run().id();
        String by = request.user().name();
        String reason = given.isBlank() ? "cancelled by " + by : given;
        switch (ledger.cancel(run, by, reason)) {
            case Steered.Done done -> audit(request, "run.cancel", seen, reason);
            case Steered.Asked asked -> {
                cancels.asked(run, reason);
                audit(request, "run.cancel", seen, reason);
            }
            case Steered.Refused refused ->
                throw ProblemException.conflict(
                        "ended",
                        "Run \"" + seen.run().name() + "\" is "
                                + seen.run().state().name() + ", so there is nothing to cancel.");
            case Steered.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        }
    }

    /**
     * Forgets a run that ended.
     *
     * @throws ProblemException 409 if it did not
     */
    void forget(Request request, Seen seen, String reason) {
        switch (ledger.remove(seen.whole("deleted").run().id())) {
            case Steered.Done done -> audit(request, "run.delete", seen, reason);
            case Steered.Asked asked -> throw new IllegalStateException("nobody is asked to forget a run");
            case Steered.Refused refused ->
                throw ProblemException.conflict(
                        "not-ended", "Run \"" + seen.run().name() + "\" was not deleted: " + refused.why() + ".");
            case Steered.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        }
    }

    private void audit(Request request, String action, Seen seen, String reason) {
        database.useHandle(
                handle -> Audit.log(handle, request, action, seen.run().id() + ": " + reason));
    }
}
