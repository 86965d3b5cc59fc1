package dev.reeve.server.run;

import dev.reeve.api.FlowRun;
import dev.reeve.api.FoundTaskRun;
import dev.reeve.api.Page;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.ledger.RunSearch;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskFinder;
import dev.reeve.server.ledger.TaskView;
import dev.reeve.server.project.Projects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of runs and of task runs, of all projects that somebody sees. */
public final class RunListRoutes {
    private static final String[] OF_RUNS = {
        "project", "flow", "version", "state", "since", "until", "name", "label", "parent", "inner", "sort", "count",
        "limit", "cursor"
    };

    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;
    private final InstantSource clock;

    /** Over that ledger. */
    public RunListRoutes(Ledger ledger, Projects projects, Runs runs, InstantSource clock) {
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/flow-runs", this::runs, OF_RUNS),
                Route.get("/task-runs", this::tasks, "project", "flow", "task", "state", "limit", "cursor"));
    }

    private Map<Integer, String> where(Request request) {
        List<Project> seen = request.query("project")
                .map(name -> List.of(projects.need(request.user(), name)))
                .orElseGet(() -> projects.of(request.user()));
        return seen.stream().collect(Collectors.toMap(Project::id, Project::name));
    }

    /** Null: of any flow. */
    private @Nullable List<Integer> flows(Request request, Map<Integer, String> where) {
        return request.query("flow")
                .map(flow -> ledger.flows().named(List.copyOf(where.keySet()), flow))
                .orElse(null);
    }

    private Answer runs(Request request) {
        Map<Integer, String> where = where(request);
        RunSearch search = new RunSearch(
                List.copyOf(where.keySet()),
                flows(request, where),
                RunFilters.version(request),
                RunFilters.states(request),
                request.time("since").orElse(null),
                request.time("until").orElse(null),
                RunFilters.text(request, "name"),
                request.words("label"),
                RunFilters.id(request, "parent"),
                request.flag("inner"),
                RunFilters.id(request, "cursor"),
                RunFilters.oldestFirst(request),
                (int) request.query("limit", 50, 1, 200));
        RunSearch.Found found = ledger.finder().find(search);
        RunSearch.Count count = request.flag("count") ? ledger.finder().count(search) : null;
        Instant now = clock.instant();
        List<FlowRun> page = runs.flowRuns(found.runs(), run -> where.getOrDefault(run.project(), ""), now);
        UUID next = found.next();
        return Answer.ok(new Page<>(
                page,
                next == null ? null : next.toString(),
                count == null ? null : (Long) count.runs(),
                count != null && count.more() ? Boolean.TRUE : null));
    }

    private Answer tasks(Request request) {
        Map<Integer, String> where = where(request);
        String cursor = request.query("cursor").orElse(null);
        TaskFinder.Found found = ledger.taskFinder()
                .find(new TaskFinder.Search(
                        List.copyOf(where.keySet()),
                        flows(request, where),
                        RunFilters.text(request, "task"),
                        RunFilters.states(request),
                        cursor == null ? null : place(cursor),
                        (int) request.query("limit", 50, 1, 500)));
        List<FoundTaskRun> page = found.tasks().stream()
                .map(each -> wire(each.run(), each.task(), where))
                .toList();
        TaskFinder.Place next = found.next();
        return Answer.ok(new Page<>(page, next == null ? null : next.run() + ":" + next.task()));
    }

    private FoundTaskRun wire(RunView run, TaskView task, Map<Integer, String> where) {
        List<FlowStructure.Node> nodes = runs.version(run).structure().tasks();
        return new FoundTaskRun(
                run.id().toString(),
                run.name(),
                where.getOrDefault(run.project(), ""),
                run.flowName(),
                runs.version(run).version(),
                task.key().task(),
                nodes.get(task.key().task()).name(),
                States.json(task.state()),
                task.attempt(),
                task.startedAt(),
                task.endedAt(),
                task.worker());
    }

    private static TaskFinder.Place place(String cursor) {
        int colon = cursor.indexOf(':');
        if (colon == 36 && cursor.substring(37).matches("-1|\\d{1,9}")) {
            UUID run = Request.idOf(cursor.substring(0, 36)).orElse(null);
            if (run != null) {
                return new TaskFinder.Place(run, Integer.parseInt(cursor.substring(37)));
            }
        }
        throw ProblemException.invalid("", "The query's \"cursor\" is none.");
    }
}
