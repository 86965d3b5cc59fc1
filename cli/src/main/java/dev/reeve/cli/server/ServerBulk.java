package dev.reeve.cli.server;

import dev.reeve.api.BulkAnswer;
import dev.reeve.api.BulkItem;
import dev.reeve.api.BulkKind;
import dev.reeve.api.BulkRequest;
import dev.reeve.api.FlowRun;
import dev.reeve.api.Page;
import dev.reeve.api.Reopening;
import dev.reeve.cli.runs.RunFilter;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunsQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same done to all runs of the server that a filter finds. */
public final class ServerBulk {
    private static final List<String> UNENDED =
            List.of("Pending", "Scheduled", "Queued", "Paused", "Retrying", "Running", "Mapped", "Cancelling");
    private static final int MOST = 10_000;
    private static final int AT_ONCE = 500;

    private final Console console;
    private final boolean json;

    /** Told for people, or as JSON. */
    public ServerBulk(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /**
     * Which runs, and what becomes of them.
     *
     * @param kind resume: those that wait for a go-ahead get it, those that ended begin again
     * @param flow of that flow; null: of any
     * @param grace how many seconds tasks that run are waited for; null: as their runs say
     * @param dryRun only says which they are
     */
    public record Asked(
            BulkKind kind,
            @Nullable String flow,
            RunFilter filter,
            String reason,
            @Nullable Reopening reopening,
            @Nullable Integer grace,
            boolean dryRun) {
        /** As {@code kind} means it where no state is said. */
        private List<String> states() {
            return switch (kind) {
                case CANCEL -> UNENDED;
                case REOPEN, RESUME -> RunFilter.FAILED;
                case DELETE -> List.of();
            };
        }

        RunsQuery query() {
            return new RunsQuery(
                    filter.project(),
                    flow,
                    filter.served(states()),
                    null,
                    null,
                    filter.labels(),
                    filter.since(Instant.now()),
                    null,
                    false);
        }

        private BulkKind kind(FlowRun run) {
            boolean again = kind == BulkKind.RESUME && !run.state().name().equals("Paused");
            return again ? BulkKind.REOPEN : kind;
        }

        private BulkRequest request(BulkKind each, List<String> runs) {
            return new BulkRequest(each, runs, reason, each == BulkKind.REOPEN ? reopening : null, grace);
        }

        private String done() {
            return switch (kind) {
                case CANCEL -> "asked to stop";
                case REOPEN, RESUME -> "goes on";
                case DELETE -> "deleted";
            };
        }
    }

    /** Does it; returns the exit code. */
    public int run(Asked asked) throws InterruptedException {
        return Asking.server(console, server -> {
            Page<FlowRun> found = ServerRuns.read(server, asked.query(), MOST);
            if (found.next() != null) {
                throw new MistakeException("There are more than " + MOST
                        + " runs like that. Nothing was done; narrow it down, such as with --since or --flow.");
            }
            return asked.dryRun() ? listed(found.items()) : done(server, asked, found.items());
        });
    }

    private int listed(List<FlowRun> runs) {
        if (json) {
            console.out().println(Printed.json(runs));
            return ExitCode.OK;
        }
        Printed.table(console, ServerRuns.table(runs), runs.size(), "No runs like that.");
        console.err().println("It would be " + count(runs.size()) + ". Nothing was done.");
        return ExitCode.OK;
    }

    private static String count(long runs) {
        return runs == 1 ? "1 run" : runs + " runs";
    }

    private int done(ReeveClient server, Asked asked, List<FlowRun> runs) throws InterruptedException {
        List<BulkItem> items = new ArrayList<>();
        Map<BulkKind, List<String>> kinds = runs.stream()
                .collect(Collectors.groupingBy(
                        asked::kind, TreeMap::new, Collectors.mapping(FlowRun::id, Collectors.toList())));
        for (Map.Entry<BulkKind, List<String>> each : kinds.entrySet()) {
            List<String> ids = each.getValue();
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
                items.addAll(server.runPages()
                        .bulk(asked.request(each.getKey(), some))
                        .items());
            }
        }
        long done = items.stream().filter(BulkItem::done).count();
        if (json) {
            console.out().println(Printed.json(new BulkAnswer((int) done, items)));
        } else {
            Printed.table(console, table(asked, runs, items), items.size(), "No runs like that.");
            console.err().println(count(done) + " of " + items.size() + ": " + asked.done() + ".");
        }
        return done == items.size() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static Table table(Asked asked, List<FlowRun> runs, List<BulkItem> items) {
        Map<String, FlowRun> byId =
                runs.stream().collect(Collectors.toMap(FlowRun::id, Function.identity(), (one, same) -> one));
        Table table = new Table(4, "RUN", "NAME", "FLOW", "WAS", "");
        for (BulkItem item : items) {
            FlowRun run = byId.get(item.run());
            table.row(
                    item.run(),
                    run == null ? "" : run.name(),
                    run == null ? "" : run.flow(),
                    run == null ? "" : run.state().name(),
                    item.done() ? asked.done() : String.valueOf(item.detail()));
        }
        return table;
    }
}
