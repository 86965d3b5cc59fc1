package dev.reeve.server.run;

import dev.reeve.api.BulkAnswer;
import dev.reeve.api.BulkItem;
import dev.reeve.api.BulkKind;
import dev.reeve.api.BulkRequest;
import dev.reeve.api.Reopening;
import dev.reeve.api.Role;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.project.Projects;
import java.util.ArrayList;
import java.util.List;

/** Something done to many runs at once: to each as if it had been asked for alone. */
public final class BulkRoutes {
    private static final int MOST_RUNS = 500;

    private final Projects projects;
    private final Runs runs;
    private final Stopping stopping;
    private final Again again;
    private final Answering answering;

    /** Over those runs. */
    public BulkRoutes(Projects projects, Runs runs, Stopping stopping, Again again, Answering answering) {
        this.projects = projects;
        this.runs = runs;
        this.stopping = stopping;
        this.again = again;
        this.answering = answering;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.post("/flow-runs:bulk", this::bulk));
    }

    private Answer bulk(Request request) {
        BulkRequest wanted = request.body(BulkRequest.class);
        Fields fields = Stopping.check(new Fields(), wanted.reason(), wanted.graceSeconds());
        if (wanted.runs().isEmpty() || wanted.runs().size() > MOST_RUNS) {
            fields.wrong("/runs", "must be 1 to " + MOST_RUNS + " ids of runs.");
        }
        if (wanted.reopening() != null && wanted.action() != BulkKind.REOPEN) {
            fields.wrong("/reopening", "goes with the action reopen only.");
        }
        if (wanted.graceSeconds() != null && wanted.action() != BulkKind.CANCEL) {
            fields.wrong("/graceSeconds", "goes with the action cancel only.");
        }
        fields.done();
        if (wanted.action() == BulkKind.DELETE && request.user().role() != Role.ADMIN) {
            throw ProblemException.of(403, "Only an admin may delete runs.");
        }
        List<BulkItem> items = new ArrayList<>();
        for (String run : wanted.runs()) {
            items.add(one(request, wanted, run));
        }
        return Answer.ok(
                new BulkAnswer((int) items.stream().filter(BulkItem::done).count(), items));
    }

    private static Reopening reopening(BulkRequest wanted) {
        return wanted.reopening() == null ? new Reopening(null, null, null) : wanted.reopening();
    }

    private BulkItem one(Request request, BulkRequest wanted, String run) {
        try {
            Seen seen = Seen.of(request, runs, projects, Request.idOf(run).orElseThrow(() -> Request.noId(run)));
            switch (wanted.action()) {
                case CANCEL -> stopping.stop(request, seen, wanted.reason(), wanted.graceSeconds());
                case DELETE -> stopping.forget(request, seen, wanted.reason());
                case REOPEN -> again.reopen(request, seen, reopening(wanted));
                case RESUME -> answering.letGoOn(request, seen);
            }
            return new BulkItem(run, true, 200, null);
        } catch (ProblemException problem) {
            return new BulkItem(run, false, problem.status(), problem.getMessage());
        }
    }
}
