package dev.reeve.server.run;

import dev.reeve.api.HistoryEntry;
import dev.reeve.api.Page;
import dev.reeve.api.TaskRun;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.HistoryLine;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.ledger.TaskView;
import dev.reeve.server.project.Projects;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is written of a run: its task runs and its history. Its log is in {@code page}. */
public final class RunDetailRoutes {
    private static final Pattern KEY = Pattern.compile("(\\d{1,9}):(-1|\\d{1,9})");
    private static final long LONGEST_PAGE = 2_000;
    private static final int MOST_NODES = 50;

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
                Route.get("/flow-runs/{run}/task-runs", this::tasks, "node", "state", "limit", "cursor"),
                Route.get("/flow-runs/{run}/history", this::history, "node", "limit", "cursor"));
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
        Integer node = request.query("node").isEmpty() ? null : (int) request.query("node", 0, 0, Integer.MAX_VALUE);
        Set<String> states = RunFilters.states(request);
        List<TaskView> found = ledger.runs().tasks(seen.run().id(), node, states, after, most + 1);
        List<TaskRun> page = found.stream()
                .limit(most)
                .map(task -> new TaskRun(
                        task.key().task(),
                        task.key().index(),
                        nodes.get(task.key().task()).name(),
                        States.json(task.state()),
                        task.attempt(),
                        task.startedAt(),
                        task.endedAt(),
                        task.result(),
                        task.worker()))
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
        List<HistoryLine> found = ledger.history().lines(seen.run().id(), nodes(request), after, most + 1);
        List<HistoryEntry> page =
                found.stream().limit(most).map(RunDetailRoutes::entry).toList();
        String next = found.size() > most ? Long.toString(page.getLast().seq()) : null;
        return Answer.ok(new Page<>(page, next));
    }

    private static Set<Integer> nodes(Request request) {
        Set<Integer> nodes = new TreeSet<>();
        for (String word : request.words("node")) {
            if (!word.matches("\\d{1,6}") || nodes.size() >= MOST_NODES) {
                throw ProblemException.invalid(
                        "", "The query's \"node\" must be places of at most " + MOST_NODES + " tasks, as 3,5.");
            }
            nodes.add(Integer.parseInt(word));
        }
        return nodes;
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
}
