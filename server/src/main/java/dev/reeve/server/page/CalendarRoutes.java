package dev.reeve.server.page;

import dev.reeve.api.CalendarDay;
import dev.reeve.api.FlowCalendar;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunCounts;
import dev.reeve.server.registry.FlowLookup;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** The days of a flow, from midnight to midnight of the zone that is asked for. */
public final class CalendarRoutes {
    private static final int MOST_DAYS = 400;
    private static final int YEAR = 366;

    private final Ledger ledger;
    private final FlowLookup flows;
    private final InstantSource clock;

    /** Over that ledger. */
    public CalendarRoutes(Ledger ledger, FlowLookup flows, InstantSource clock) {
        this.ledger = ledger;
        this.flows = flows;
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.get("/flows/{flow}/calendar", this::calendar, "zone", "days"));
    }

    private Answer calendar(Request request) {
        FlowVersion newest = flows.newest(request);
        ZoneId zone = zone(request.query("zone").orElse("UTC"));
        int days = (int) request.query("days", YEAR, 1, MOST_DAYS);
        LocalDate to = clock.instant().atZone(zone).toLocalDate();
        LocalDate from = to.minusDays(days - 1L);
        List<Instant> midnights = LongStream.rangeClosed(0, days)
                .mapToObj(day -> begin(from.plusDays(day), zone))
                .toList();
        Map<LocalDate, Map<String, Long>> counts = new TreeMap<>();
        for (RunCounts.Hour day : ledger.counts().between(List.of(newest.projectId()), newest.flowId(), midnights)) {
            counts.computeIfAbsent(day.hour().atZone(zone).toLocalDate(), each -> new TreeMap<>())
                    .merge(day.state(), day.runs(), Long::sum);
        }
        List<CalendarDay> shown = counts.entrySet().stream()
                .map(each -> new CalendarDay(
                        each.getKey().toString(),
                        begin(each.getKey(), zone),
                        begin(each.getKey().plusDays(1), zone),
                        each.getValue()))
                .toList();
        return Answer.ok(new FlowCalendar(zone.getId(), from.toString(), to.toString(), shown));
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ProblemException.invalid("", "The query's \"zone\" is no time zone, such as Europe/Berlin.");
        }
    }
}
