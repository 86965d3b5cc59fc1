package dev.reeve.server.page;

import dev.reeve.api.LogHits;
import dev.reeve.api.Logs;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LogFilter;
import dev.reeve.server.ledger.LogLine;
import dev.reeve.server.ledger.LogOf;
import dev.reeve.server.ledger.LogQuery;
import dev.reeve.server.ledger.LogSlice;
import dev.reeve.server.ledger.NumberedLine;
import dev.reeve.server.project.Projects;
import dev.reeve.server.run.LogLines;
import dev.reeve.server.run.Runs;
import dev.reeve.server.run.Seen;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of a run: read on from a place, read around a line, searched, taken home. */
public final class LogRoutes {
    private static final long LONGEST_PAGE = 2_000;
    private static final long MOST_HITS = 10_000;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);

    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;

    /** Over that ledger. */
    public LogRoutes(Ledger ledger, Projects projects, Runs runs) {
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/flow-runs/{run}/logs", this::logs, LogFilters.and("after", "fromLine", "limit")),
                Route.get("/flow-runs/{run}/logs/search", this::search, LogFilters.and("fromLine", "limit")),
                Route.get("/flow-runs/{run}/logs/download", this::download, LogFilters.and("format")));
    }

    private Seen seen(Request request) {
        return Seen.of(request, runs, projects, request.idIn("run"));
    }

    private Answer logs(Request request) {
        Seen seen = seen(request);
        int most = (int) request.query("limit", 1_000, 1, LONGEST_PAGE);
        LogOf of = ledger.runs().logOf(seen.run());
        LogFilter filter = LogFilters.of(request);
        if (request.query("fromLine").isPresent() || !filter.equals(LogFilter.ALL)) {
            if (request.query("after").isPresent()) {
                throw ProblemException.invalid(
                        "", "The query has \"after\", which goes with neither fromLine nor filters.");
            }
            long from = request.query("fromLine", 1, 1, Long.MAX_VALUE);
            LogSlice slice = ledger.logs().lines(of.log(), filter.within(of.runs()), from, most, LONGEST_LOOK);
            return answer(seen, of, slice.lines(), 0, slice.total(), slice.next() == 0 ? null : slice.next());
        }
        long after = request.query("after", 0, 0, Long.MAX_VALUE);
        // lines count from 0 in each epoch, and 0 asks for the first too
        long seq = after == 0 ? -1 : LogLines.seqOf(after);
        LogQuery query = new LogQuery(LogLines.epochOf(after), seq, 0, null, "", most);
        List<LogLine> found = ledger.runs().logs(of.log(), of.runs(), query);
        List<NumberedLine> numbered = ledger.logs().numbered(of.log(), found);
        long total = ledger.logs().total(of.log());
        long last = numbered.isEmpty() ? total : numbered.getLast().number();
        return answer(seen, of, numbered, after, total, last < total && !of.part() ? last + 1 : null);
    }

    private static Answer answer(
            Seen seen, LogOf of, List<NumberedLine> lines, long after, long total, @Nullable Long nextLine) {
        return Answer.ok(new Logs(
                lines.stream().map(of::seen).map(LogLines::wire).toList(),
                lines.isEmpty()
                        ? after
                        : LogLines.place(
                                lines.getLast().line().epoch(),
                                lines.getLast().line().seq()),
                seen.run().state().isFinished(),
                lines.isEmpty() ? 0 : lines.getFirst().number(),
                total,
                nextLine));
    }

    private Answer search(Request request) {
        Seen seen = seen(request);
        LogFilter filter = LogFilters.of(request);
        if (filter.equals(LogFilter.ALL)) {
            throw ProblemException.invalid(
                    "",
                    "The query says nothing to look for: give \"q\", \"level\", \"node\", \"child\" or \"logger\".");
        }
        int most = (int) request.query("limit", 1_000, 1, MOST_HITS);
        long from = request.query("fromLine", 1, 1, Long.MAX_VALUE);
        LogOf of = ledger.runs().logOf(seen.run());
        var hits = ledger.logs().search(of.log(), filter.within(of.runs()), from, most, LONGEST_LOOK);
        Long next = hits.searched() < hits.total() && from <= hits.total() ? hits.searched() + 1 : null;
        return Answer.ok(new LogHits(hits.lines(), hits.count(), hits.total(), next));
    }

    private Answer download(Request request) {
        Seen seen = seen(request);
        LogFilter filter = LogFilters.of(request);
        LogFormat format = LogFormat.named(request.query("format").orElse("text"));
        List<String> names = runs.version(seen.run()).structure().tasks().stream()
                .map(node -> node.name())
                .toList();
        return Answer.stream(
                        format.type(),
                        new LogDownload(ledger.logs(), ledger.runs().logOf(seen.run()), filter, format, names))
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"" + seen.run().id() + format.suffix() + "\"");
    }
}
