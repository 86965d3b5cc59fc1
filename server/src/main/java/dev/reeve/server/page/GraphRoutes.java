package dev.reeve.server.page;

import dev.reeve.api.CriticalPath;
import dev.reeve.api.CriticalStep;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Course;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.project.Projects;
import dev.reeve.server.registry.FlowLookup;
import dev.reeve.server.run.Runs;
import dev.reeve.server.run.Seen;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The graph of a flow, and of a run with the states and times of its tasks. */
public final class GraphRoutes {
    private static final int MOST_EXPANDED = 50;

    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;
    private final FlowLookup flows;

    /** Over that ledger. */
    public GraphRoutes(Ledger ledger, Projects projects, Runs runs, FlowLookup flows) {
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
        this.flows = flows;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/flows/{flow}/versions/{version}/structure", this::structure),
                Route.get("/flow-runs/{run}/graph", this::graph, "expand"),
                Route.get("/flow-runs/{run}/critical-path", this::criticalPath));
    }

    /** A browser keeps it, and asks whether it still is the same: another database may have another under that address. */
    private Answer structure(Request request) {
        FlowVersion version = flows.version(request);
        byte[] body = WireJson.text(Drawings.of(version)).getBytes(StandardCharsets.UTF_8);
        String tag = '"' + HexFormat.of().formatHex(sha256(body), 0, 16) + '"';
        boolean known =
                request.header("If-None-Match").filter(tags -> has(tags, tag)).isPresent();
        return new Answer(
                known ? 304 : 200,
                known ? null : body,
                Map.of("ETag", tag, "Cache-Control", "private, no-cache", "Content-Type", "application/json"),
                null);
    }

    private static boolean has(String tags, String tag) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private Answer graph(Request request) {
        Seen seen = Seen.of(request, runs, projects, request.idIn("run"));
        Set<Integer> expanded = new TreeSet<>();
        for (String word : request.words("expand")) {
            if (!word.matches("\\d{1,6}") || expanded.size() >= MOST_EXPANDED) {
                throw ProblemException.invalid(
                        "", "The query's \"expand\" must be places of at most " + MOST_EXPANDED + " nodes, as 3,5.");
            }
            expanded.add(Integer.parseInt(word));
        }
        return Answer.ok(Columns.of(
                ledger.graphs().image(seen.run().id(), expanded),
                runs.version(seen.run()).structure()));
    }

    private Answer criticalPath(Request request) {
        Seen seen = Seen.of(request, runs, projects, request.idIn("run"));
        Course course = ledger.graphs().course(seen.run().id());
        if (course.began() == null) {
            return Answer.ok(new CriticalPath(course.rev(), 0, List.of(), List.of(), course.children()));
        }
        List<Span> spans = Spans.of(course, runs.version(seen.run()).structure());
        Timing timing = Timing.of(spans, Micros.of(course.began()), Micros.of(course.now()));
        List<CriticalStep> path = timing.path().stream().map(timing::step).toList();
        Set<Integer> on = new HashSet<>(timing.path());
        List<CriticalStep> others = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            if (spans.get(i).child() < 0 && !on.contains(i)) {
                others.add(timing.step(i));
            }
        }
        return Answer.ok(new CriticalPath(course.rev(), timing.length(), path, others, course.children()));
    }
}
