package dev.reeve.server.run;

import dev.reeve.api.HistoryEntry;
import dev.reeve.api.Logs;
import dev.reeve.api.Page;
import dev.reeve.api.TaskRun;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.HistoryLine;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LogLine;
import dev.reeve.server.ledger.LogQuery;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.ledger.TaskView;
import dev.reeve.server.project.Projects;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is written of a run: its task runs, its history, its log. */
public final class RunDetailRoutes {
    private static final Pattern KEY = Pattern.compile("(\\d{1,9}):(-1|\\d{1,9})");
    private static final long LONGEST_PAGE = 2_000;

    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;

    /** Over that ledger. */
    public RunDetailRoutes(Ledger ledger, Projects projects, Runs runs) {
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/flow-runs/{run}/task-runs", this::tasks, "limit", "cursor"),
                Route.get("/flow-runs/{run}/history", this::history, "limit", "cursor"),
                Route.get("/flow-runs/{run}/logs", this::logs, "after", "limit"));
    }

    private Seen seen(Request request) {
        return Seen.of(request, runs, projects, request.idIn("run"));
    }

    private Answer tasks(Request request) {
        Seen seen = seen(request);
        int most = (int) request.query("limit", 1_000, 1, LONGEST_PAGE);
        TaskKey after = request.query("cursor").map(RunDetailRoutes::key).orElse(null);
        List<FlowStructure.Node> nodes = ledger.catalog()
                .version(seen.run().version())
                .orElseThrow()
                .structure()
                .tasks();
        List<TaskView> found = ledger.runs().tasks(seen.run().id(), after, most + 1);
        List<TaskRun> page = found.stream()
                .limit(most)
                .map(task -> new TaskRun(
                        task.key().task(),
                        task.key().index(),
                        nodes.get(task.key().task()).name(),
                        States.json(task.state()),
                        task.attempt(),
                        task.startedAt(),
                        task.endedAt()))
                .toList();
        String next = found.size() > most
                ? page.getLast().node() + ":" + page.getLast().child()
                : null;
        return Answer.ok(new Page<>(page, next));
    }

    private static TaskKey key(String cursor) {
        Matcher parts = KEY.matcher(cursor);
        if (!parts.matches()) {
            throw ProblemException.invalid("", "The query's \"cursor\" is none.");
        }
        return new TaskKey(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    private Answer history(Request request) {
        Seen seen = seen(request);
        int most = (int) request.query("limit", 1_000, 1, LONGEST_PAGE);
        int after = (int) request.query("cursor", 0, 0, Integer.MAX_VALUE);
        List<HistoryLine> found = ledger.runs().history(seen.run().id(), after, most + 1);
        List<HistoryEntry> page =
                found.stream().limit(most).map(RunDetailRoutes::entry).toList();
        String next = found.size() > most ? Long.toString(page.getLast().seq()) : null;
        return Answer.ok(new Page<>(page, next));
    }

    private static HistoryEntry entry(HistoryLine line) {
        @Nullable TaskKey key = line.key();
        return new HistoryEntry(
                line.seq(),
                line.epoch(),
                line.at(),
                key == null ? -1 : key.task(),
                key == null ? -1 : key.index(),
                States.json(line.state()));
    }

    private Answer logs(Request request) {
        Seen seen = seen(request);
        int most = (int) request.query("limit", 1_000, 1, LONGEST_PAGE);
        long after = request.query("after", 0, 0, Long.MAX_VALUE);
        // lines count from 0 in each epoch, and 0 asks for the first too
        long seq = after == 0 ? -1 : LogLines.seqOf(after);
        LogQuery query = new LogQuery(LogLines.epochOf(after), seq, 0, null, "", most);
        List<LogLine> found = ledger.runs().logs(seen.run().id(), query);
        long next = found.isEmpty()
                ? after
                : LogLines.place(found.getLast().epoch(), found.getLast().seq());
        return Answer.ok(new Logs(
                found.stream().map(LogLines::wire).toList(),
                next,
                seen.run().state().isFinished()));
    }
}
