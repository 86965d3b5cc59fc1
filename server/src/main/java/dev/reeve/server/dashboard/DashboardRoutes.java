package dev.reeve.server.dashboard;

import dev.reeve.api.Dashboard;
import dev.reeve.api.Histogram;
import dev.reeve.api.Lag;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunCounts;
import dev.reeve.server.ledger.RunIds;
import dev.reeve.server.ledger.RunStates;
import dev.reeve.server.project.Projects;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The first page of the UI, and how many runs there were when. Counts are exact. */
public final class DashboardRoutes {
    private static final Pattern WINDOW = Pattern.compile("([1-9]\\d{0,3})([hd])");
    private static final Duration LONGEST_WINDOW = Duration.ofDays(90);
    private static final Duration LONGEST_HISTOGRAM = Duration.ofDays(3_660);
    private static final int MOST_BUCKETS = 200;
    private static final int BARS = 60;
    private static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    private final Ledger ledger;
    private final Projects projects;
    private final Tiles tiles;
    private final Histograms histograms;

    /** Over that ledger, whose leases last that long. */
    public DashboardRoutes(Jdbi database, Ledger ledger, Projects projects, Duration lease) {
        this.ledger = ledger;
        this.projects = projects;
        this.tiles = new Tiles(database, ledger, lease);
        this.histograms = new Histograms(ledger.counts());
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/ui/dashboard", this::dashboard, "project", "window"),
                Route.get(
                        "/flow-runs/histogram", this::histogram, "project", "flow", "state", "from", "to", "buckets"));
    }

    private Answer dashboard(Request request) {
        Map<Integer, String> of = projects.names(request.user(), request.query("project"));
        String window = request.query("window").orElse("24h");
        Tiles.Clock clock = tiles.clock();
        Instant now = clock.now();
        Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        Instant from = end.minus(window(window));
        Spans spans = Spans.covering(from, end, BARS);
        // bars of less than an hour are counted by themselves, a moment later
        Duration each = spans.wholeHours() ? spans.each() : Duration.ofHours(1);
        RunCounts.Counts counts = ledger.counts().of(of.keySet(), null, from, end, each);
        Histogram history = spans.wholeHours()
                ? new Histogram(
                        spans.from(),
                        spans.to(),
                        spans.each().toSeconds(),
                        true,
                        Histograms.byHour(counts, Set.of(), spans))
                : histograms.of(of.keySet(), null, Set.of(), spans);
        Map<String, Long> states = new TreeMap<>();
        counts.states().forEach(hour -> states.merge(hour.state(), hour.runs(), Long::sum));
        Tiles.Waiting waiting = tiles.waiting(of.keySet());
        return Answer.ok(new Dashboard(
                now,
                window,
                history,
                states,
                tiles.failing(of, counts.states(), RunIds.first(from)),
                waiting.runs(),
                tiles.running(of, now),
                tiles.agents(),
                new Lag(waiting.oldest(), TimeUnit.NANOSECONDS.toMillis(clock.nanos()))));
    }

    private static Duration window(String text) {
        Matcher parts = WINDOW.matcher(text);
        if (parts.matches()) {
            int number = Integer.parseInt(parts.group(1));
            Duration window = parts.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number);
            if (window.compareTo(LONGEST_WINDOW) <= 0) {
                return window;
            }
        }
        throw ProblemException.invalid(
                "", "The query's \"window\" must be hours or days, such as 24h or 7d, and 90 days at most.");
    }

    private Answer histogram(Request request) {
        Map<Integer, String> of = projects.names(request.user(), request.query("project"));
        Set<String> states = request.query("state").map(Set::of).orElse(Set.of());
        if (!RunStates.names().containsAll(states)) {
            throw ProblemException.invalid("", "The query's \"state\" is none.");
        }
        int buckets = (int) request.query("buckets", BARS, 1, MOST_BUCKETS);
        Instant to = time(request, "to").orElseGet(() -> tiles.clock().now());
        Instant from = time(request, "from").orElseGet(() -> to.minus(Duration.ofDays(1)));
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("", "The query's \"from\" must be before \"to\".");
        }
        if (Duration.between(from, to).compareTo(LONGEST_HISTOGRAM) > 0) {
            throw ProblemException.invalid("", "The query's \"from\" and \"to\" must be ten years apart at most.");
        }
        Spans spans = Spans.covering(from, to, buckets);
        Optional<String> flow = request.query("flow");
        if (flow.isEmpty()) {
            return Answer.ok(histograms.of(of.keySet(), null, states, spans));
        }
        return Answer.ok(histograms.of(of.keySet(), flowOf(of, flow.get()), states, spans));
    }

    /** Its number; one that no flow has where there is none of that name. */
    private @Nullable Integer flowOf(Map<Integer, String> of, String name) {
        List<Integer> found = of.keySet().stream()
                .flatMap(project -> ledger.catalog().newest(project, name).map(FlowVersion::flowId).stream())
                .toList();
        if (found.size() > 1) {
            throw ProblemException.invalid("", "Several projects have a flow of that name: say which \"project\".");
        }
        return found.isEmpty() ? 0 : found.getFirst();
    }

    private static Optional<Instant> time(Request request, String name) {
        return request.query(name).map(text -> {
            try {
                Instant time = Instant.parse(text);
                if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                // said below
            }
            throw ProblemException.invalid(
                    "", "The query's \"" + name + "\" must be a time such as 2026-11-26T03:00:00Z.");
        });
    }
}
