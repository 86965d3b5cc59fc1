package dev.reeve.server.page;

import dev.reeve.api.Asset;
import dev.reeve.api.AssetEvent;
import dev.reeve.api.AssetUse;
import dev.reeve.api.DataInterval;
import dev.reeve.api.Page;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.AssetReader.Happened;
import dev.reeve.server.ledger.AssetReader.Line;
import dev.reeve.server.ledger.AssetReader.Use;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.project.Projects;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Data outside of flows: which tasks make and read it, and when they did. */
public final class AssetRoutes {
    private final Ledger ledger;
    private final Projects projects;

    /** Over that ledger. */
    public AssetRoutes(Ledger ledger, Projects projects) {
        this.ledger = ledger;
        this.projects = projects;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/assets", this::list, "project", "name", "text", "limit", "cursor"),
                Route.get("/assets/events", this::events, "project", "name", "produced", "limit", "cursor"));
    }

    private Answer list(Request request) {
        Map<Integer, String> where = request
                .query("project")
                .map(name -> List.of(projects.need(request.user(), name)))
                .orElseGet(() -> projects.of(request.user()))
                .stream()
                .collect(Collectors.toMap(Project::id, Project::name));
        int most = (int) request.query("limit", 50, 1, 200);
        List<Line> found = ledger.assets()
                .names(
                        where.keySet(),
                        request.query("name").orElse(null),
                        request.query("text").orElse(""),
                        request.query("cursor").map(AssetRoutes::after).orElse(null),
                        most + 1);
        List<Line> page = found.stream().limit(most).toList();
        return Answer.ok(new Page<>(assets(page, where), found.size() > most ? cursor(page.getLast()) : null));
    }

    private List<Asset> assets(List<Line> lines, Map<Integer, String> where) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Names names = new Names();
        List<Use> uses = ledger.assets().uses(lines);
        List<Happened> last = ledger.assets().last(lines);
        return lines.stream()
                .map(line -> new Asset(
                        where.getOrDefault(line.project(), ""),
                        line.name(),
                        uses(uses, line, true, names),
                        uses(uses, line, false, names),
                        last(last, line, true, names),
                        last(last, line, false, names)))
                .toList();
    }

    private static List<AssetUse> uses(List<Use> all, Line of, boolean produces, Names names) {
        return all.stream()
                .filter(use -> use.asset().equals(of) && use.produces() == produces)
                .map(use -> new AssetUse(
                        Integer.toString(use.flow()),
                        use.flowName(),
                        use.version(),
                        names.of(use.versionId(), use.task())))
                .toList();
    }

    private static @Nullable AssetEvent last(List<Happened> all, Line of, boolean produced, Names names) {
        return all.stream()
                .filter(each -> each.asset().equals(of) && each.produced() == produced)
                .findFirst()
                .map(each -> event(each, names))
                .orElse(null);
    }

    private Answer events(Request request) {
        String name = request.query("name")
                .orElseThrow(() -> ProblemException.invalid("", "The query's \"name\" is missing: which asset."));
        Project project = projects.need(
                request.user(),
                request.query("project")
                        .orElseThrow(() -> ProblemException.invalid("", "The query's \"project\" is missing.")));
        Boolean produced = request.query("produced").isEmpty() ? null : (Boolean) request.flag("produced");
        int most = (int) request.query("limit", 50, 1, 500);
        long before = request.query("cursor", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        List<Happened> found = ledger.assets().history(new Line(project.id(), name), produced, before, most + 1);
        Names names = new Names();
        List<AssetEvent> page =
                found.stream().limit(most).map(each -> event(each, names)).toList();
        return Answer.ok(new Page<>(
                page, found.size() > most ? Long.toString(found.get(most - 1).id()) : null));
    }

    private static AssetEvent event(Happened happened, Names names) {
        var interval = happened.interval();
        return new AssetEvent(
                happened.produced(),
                happened.run().toString(),
                happened.runName(),
                happened.flow(),
                happened.task(),
                names.of(happened.version(), happened.task()),
                happened.epoch(),
                happened.attempt(),
                happened.at(),
                interval.from().isBefore(interval.to()) ? new DataInterval(interval.from(), interval.to()) : null);
    }

    /** Names of tasks, each version looked up once. */
    private final class Names {
        private final Map<Integer, List<FlowStructure.Node>> versions = new HashMap<>();

        String of(int version, int task) {
            List<FlowStructure.Node> nodes = versions.computeIfAbsent(
                    version,
                    id -> ledger.catalog()
                            .version(id)
                            .map(FlowVersion::structure)
                            .map(FlowStructure::tasks)
                            .orElse(List.of()));
            return task < nodes.size() ? nodes.get(task).name() : "task " + task;
        }
    }

    private static String cursor(Line line) {
        return line.project() + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(line.name().getBytes(StandardCharsets.UTF_8));
    }

    private static Line after(String cursor) {
        int dot = cursor.indexOf('.');
        if (dot > 0 && cursor.substring(0, dot).matches("\\d{1,9}")) {
            try {
                String name =
                        new String(Base64.getUrlDecoder().decode(cursor.substring(dot + 1)), StandardCharsets.UTF_8);
                return new Line(Integer.parseInt(cursor.substring(0, dot)), name);
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("", "The query's \"cursor\" is none.");
            }
        }
        throw ProblemException.invalid("", "The query's \"cursor\" is none.");
    }
}
