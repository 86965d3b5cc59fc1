package dev.reeve.server.page;

import dev.reeve.api.FlowSummary;
import dev.reeve.api.Page;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.project.Projects;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The list of flows with how each does, as the UI shows it. */
public final class FlowListRoutes {
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final Set<String> FAILED = Set.of("Failed", "TimedOut", "TriggerFailed", "Crashed");
    private static final Comparator<FlowSummaries.Named> BY_NAME = Comparator.comparing(
                    (FlowSummaries.Named flow) -> flow.name().toLowerCase(Locale.ROOT))
            .thenComparingInt(FlowSummaries.Named::id);

    private final Ledger ledger;
    private final Projects projects;
    private final FlowSummaries summaries;
    private final InstantSource clock;

    /** Over that ledger. */
    public FlowListRoutes(Jdbi database, Ledger ledger, Projects projects, InstantSource clock) {
        this.ledger = ledger;
        this.projects = projects;
        this.summaries = new FlowSummaries(database, ledger);
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.get("/ui/flows", this::list, "project", "name", "sort", "limit", "cursor"));
    }

    private Answer list(Request request) {
        Map<Integer, String> of = projects.names(request.user(), request.query("project"));
        int most = (int) request.query("limit", 50, 1, 100);
        Instant to = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        Map<Integer, Map<String, Long>> states = states(of.keySet(), to.minus(WINDOW), to);
        List<FlowSummaries.Named> all = summaries
                .named(of.keySet(), request.query("name").orElse(""))
                .stream()
                .sorted(order(request.query("sort").orElse("name"), states))
                .toList();
        int begin = request.query("cursor").map(text -> after(all, text)).orElse(0);
        List<FlowSummaries.Named> page = all.stream().skip(begin).limit(most).toList();
        List<FlowSummary> items = summaries.of(page, of, states, to.minus(WINDOW), clock.instant());
        String next =
                begin + most < all.size() ? Integer.toString(page.getLast().id()) : null;
        return Answer.ok(new Page<>(items, next, (long) all.size(), null));
    }

    private Map<Integer, Map<String, Long>> states(Set<Integer> of, Instant from, Instant to) {
        Map<Integer, Map<String, Long>> states = new HashMap<>();
        ledger.counts()
                .of(of, null, from, to, WINDOW)
                .states()
                .forEach(hour -> states.computeIfAbsent(hour.flow(), flow -> new HashMap<>())
                        .merge(hour.state(), hour.runs(), Long::sum));
        return states;
    }

    private static Comparator<FlowSummaries.Named> order(String sort, Map<Integer, Map<String, Long>> states) {
        return switch (sort) {
            case "name" -> BY_NAME;
            case "failed" ->
                Comparator.comparingLong((FlowSummaries.Named flow) -> failed(states.getOrDefault(flow.id(), Map.of())))
                        .reversed()
                        .thenComparing(BY_NAME);
            case "recent" ->
                Comparator.comparing(FlowSummaries.Named::lastRun, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(BY_NAME);
            default -> throw ProblemException.invalid("", "The query's \"sort\" must be name, failed or recent.");
        };
    }

    private static long failed(Map<String, Long> states) {
        return states.entrySet().stream()
                .filter(each -> FAILED.contains(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static int after(List<FlowSummaries.Named> all, String cursor) {
        for (int i = 0; i < all.size(); i++) {
            if (Integer.toString(all.get(i).id()).equals(cursor)) {
                return i + 1;
            }
        }
        throw ProblemException.invalid(
                "", "The query's \"cursor\" is none, or its flow is gone: begin anew without it.");
    }
}
