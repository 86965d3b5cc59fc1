package dev.reeve.server.run;

import dev.reeve.api.Cancellation;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Steered;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How people stop runs and forget them. Thread-safe. */
public final class Stopping {
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_GRACE = 86_400;

    private final Jdbi database;
    private final Ledger ledger;
    private final Cancels cancels;

    /** Over that ledger. */
    public Stopping(Jdbi database, Ledger ledger, Cancels cancels) {
        this.database = database;
        this.ledger = ledger;
        this.cancels = cancels;
    }

    /** Refuses what nobody can be stopped with. */
    static Fields check(Fields fields, String reason, @Nullable Integer graceSeconds) {
        if (graceSeconds != null && (graceSeconds < 0 || graceSeconds > LONGEST_GRACE)) {
            fields.wrong("/graceSeconds", "must be 0 to " + LONGEST_GRACE + " seconds, or be left out.");
        }
        return fields.text("/reason", reason, LONGEST_REASON);
    }

    /**
     * Asks a run to stop; a reason that is blank is made up.
     *
     * @param graceSeconds how long tasks that run are waited for; null: as the run and its agent say
     * @throws ProblemException 409 if it ended
     */
    void stop(Request request, Seen seen, String given, @Nullable Integer graceSeconds) {
        UUID run = seen.whole("cancelled").run().id();
        String by = request.user().name();
        String reason = given.isBlank() ? "cancelled by " + by : given;
        switch (ledger.cancel(run, by, reason, graceSeconds)) {
            case Steered.Done done -> audit(request, "run.cancel", seen, reason);
            case Steered.Asked asked -> {
                cancels.asked(run, seen.run().epoch(), new Cancellation(reason, graceSeconds));
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
