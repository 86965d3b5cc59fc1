package dev.reeve.cli.server;

import dev.reeve.api.Backfill;
import dev.reeve.api.BackfillCounts;
import dev.reeve.api.BackfillInterval;
import dev.reeve.api.BackfillState;
import dev.reeve.api.Flow;
import dev.reeve.api.FlowSchedule;
import dev.reeve.api.NewBackfill;
import dev.reeve.cli.serve.Times;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.text.Shown;
import dev.reeve.schedule.ScheduleJson;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Backfills of the server that one is logged in to. */
public final class ServerBackfill {
    private static final int CANCELLED = 3;

    private final Console console;
    private final boolean json;

    /** Told for people, or as JSON. */
    public ServerBackfill(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /**
     * What is asked for.
     *
     * @param project null: the only one that has such a flow
     * @param from and to: as they were written
     * @param parameters texts by name
     */
    public record Asked(
            String flow,
            @Nullable String project,
            String from,
            String to,
            int atOnce,
            boolean again,
            boolean keepGoing,
            Map<String, String> parameters,
            boolean dryRun) {}

    /** Asks for one. Returns the exit code. */
    @SuppressWarnings("NullAway") // does not see that the record's map may have null values once that is compiled
    public int ask(Asked asked) throws InterruptedException {
        Backfill backfill = Asking.server(console, server -> {
            Flow flow = ServerRun.flow(server, new ServerRun.Asked(asked.flow(), asked.project(), Map.of(), null));
            ZoneId zone = zone(server, flow);
            return server.schedules()
                    .backfill(
                            flow.id(),
                            new NewBackfill(
                                    Times.of("--from", asked.from(), zone),
                                    Times.of("--to", asked.to(), zone),
                                    null,
                                    asked.atOnce(),
                                    asked.again(),
                                    asked.keepGoing(),
                                    ServerRun.values(flow, asked.parameters()),
                                    null),
                            asked.dryRun());
        });
        print(backfill);
        return ExitCode.OK;
    }

    private static ZoneId zone(ReeveClient server, Flow flow) throws InterruptedException {
        for (FlowSchedule schedule : server.schedules().of(flow.id()).items()) {
            if (schedule.name().equals("default")) {
                return ScheduleJson.read(ServerJson.MAPPER.writeValueAsString(schedule.schedule()))
                        .clocks()
                        .getFirst()
                        .zone();
            }
        }
        return ZoneId.of("UTC");
    }

    /** How one stands. Returns 0 if all is done or goes on, 1 if some failed, 3 if it was cancelled. */
    public int show(String id) throws InterruptedException {
        return told(Asking.server(console, server -> server.schedules().backfill(id)));
    }

    /** Stops one. */
    public int cancel(String id) throws InterruptedException {
        print(Asking.server(console, server -> server.schedules().cancelBackfill(id, "")));
        return ExitCode.OK;
    }

    private int told(Backfill backfill) {
        print(backfill);
        return switch (backfill.state()) {
            case CANCELLING, CANCELLED -> CANCELLED;
            case RUNNING -> ExitCode.OK;
            case ENDED -> backfill.counts().failed() + backfill.counts().toRun() > 0 ? ExitCode.FAILED : ExitCode.OK;
        };
    }

    private void print(Backfill backfill) {
        if (json) {
            console.out().println(Printed.json(backfill));
            return;
        }
        for (BackfillInterval interval : backfill.intervals()) {
            console.out()
                    .println(Shown.clean(interval.from() + " to " + interval.at() + "  "
                                    + interval.fate()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' ')
                                    + (interval.runId() == null ? "" : "  " + interval.runId())
                                    + (interval.parameters().isEmpty() ? "" : "  " + interval.parameters())
                                    + (interval.words().isEmpty() ? "" : "  " + interval.words()))
                            .stripTrailing());
        }
        console.err().println(Shown.clean(summary(backfill)));
    }

    private static String summary(Backfill backfill) {
        BackfillCounts counts = backfill.counts();
        String sums =
                counts.toRun() + " to run, " + counts.running() + " running, " + counts.succeeded() + " succeeded, "
                        + counts.failed() + " failed, " + counts.cancelled() + " cancelled, " + counts.doneBefore()
                        + " done before, " + counts.elsewhere() + " elsewhere.";
        String id = backfill.id();
        if (id == null) {
            return "Of flow \"" + backfill.flow() + "\": " + sums + " Nothing is written.";
        }
        String state = backfill.state().name().toLowerCase(Locale.ROOT);
        return "Backfill " + id + " of flow \"" + backfill.flow() + "\", " + state + ": " + sums
                + (backfill.words().isEmpty() ? "" : " " + backfill.words())
                + (backfill.state() == BackfillState.RUNNING
                        ? " To look: reeve backfill --show " + id + "; to stop: reeve backfill --cancel " + id
                        : "");
    }
}
