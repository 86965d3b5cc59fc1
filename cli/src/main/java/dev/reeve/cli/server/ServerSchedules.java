package dev.reeve.cli.server;

import dev.reeve.api.Flow;
import dev.reeve.api.FlowSchedule;
import dev.reeve.api.PastFiring;
import dev.reeve.api.UpcomingFiring;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.engine.text.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reeve schedule}: the schedules of the server that one is logged in to. */
@Command(
        name = "schedule",
        sortOptions = false,
        description = {
            "Tells when cron expressions and the schedules of flows fire, and sets those of the flows of a server.",
            "next and explain run nothing and need no server, but for next --flow NAME; the others are of the server that"
                    + " one is logged in to."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  reeve schedule next \"0 13 * * *\" --zone Europe/Berlin",
            "  reeve schedule explain \"0 0 LW * *\"",
            "  reeve schedule next target/my-etl.jar",
            "  reeve schedule set --flow nightly -p Demo --cron \"30 2 * * *\" --zone Europe/Berlin",
            "  reeve schedule pause --flow nightly -p Demo --reason holidays",
            "",
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, a wrong expression, or the server refused."
        })
public final class ServerSchedules implements Runnable {
    private final Console console;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** The commands. */
    public ServerSchedules(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what: next, explain, or of a server list, show, set, pause, resume or delete.");
    }

    /** Asks the server about a flow. */
    private interface Question {
        FlowSchedule of(Flow flow, dev.reeve.client.Schedules schedules) throws InterruptedException;
    }

    private FlowSchedule ask(ServedFlow served, Question question) throws InterruptedException {
        return Asking.server(console, server -> question.of(served.find(server), server.schedules()));
    }

    @Command(
            name = "list",
            description = "Prints the schedules of the server's flows.",
            footer = {"", Printed.EXIT_CODES})
    int list(
            @Mixin ListOptions options,
            @Option(
                            names = {"-p", "--project"},
                            paramLabel = "NAME",
                            description = "Only those of that project.")
                    @Nullable
                    String project)
            throws InterruptedException {
        List<FlowSchedule> all =
                Asking.server(console, server -> server.schedules().all(project).items());
        if (options.output() == ListFormat.JSON) {
            console.out().println(Printed.json(all));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "FLOW", "PROJECT", "NAME", "NEXT", "OVERLAP", "WHEN");
        all.forEach(each -> table.row(
                each.flow(),
                each.project(),
                each.name(),
                each.pausedAt() != null ? "paused" : Printed.time(each.nextAt()),
                each.overlap(),
                each.words()));
        Printed.table(console, table, all.size(), "There are no schedules yet. See reeve schedule set.");
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            description = "Prints a schedule, its next firings, and what became of the last.",
            footer = {"", Printed.EXIT_CODES})
    int show(
            @Mixin ServedFlow served,
            @Mixin ListOptions options,
            @Option(
                            names = "-n",
                            paramLabel = "N",
                            defaultValue = "5",
                            description = "How many firings; ${DEFAULT-VALUE}.")
                    int count)
            throws InterruptedException {
        return printed(
                ask(served, (flow, schedules) -> schedules.one(flow.id(), served.name(), null, count, count)), options);
    }

    @Command(
            name = "set",
            description =
                    "Sets when a flow runs by itself. What the schedule before made and nobody began is taken back.",
            footer = {
                "",
                "Examples:",
                "  reeve schedule set --flow nightly -p Demo --cron \"30 2 * * *\" --zone Europe/Berlin",
                "  reeve schedule set --flow nightly --every PT6H --parameter country=Italy --overlap queue:5",
                "  reeve schedule set --flow nightly --of-code",
                "",
                Printed.EXIT_CODES
            })
    int set(@Mixin ServedFlow served, @Mixin NewTimes times, @Mixin ListOptions options) throws InterruptedException {
        return printed(
                ask(served, (flow, schedules) -> schedules.set(flow.id(), served.name(), times.of(flow, console))),
                options);
    }

    @Command(
            name = "pause",
            description = "Begins nothing more until it is resumed. What it made and nobody began is taken back; what"
                    + " falls into the pause is left out.",
            footer = {"", Printed.EXIT_CODES})
    int pause(
            @Mixin ServedFlow served,
            @Mixin ListOptions options,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For others.")
                    String reason)
            throws InterruptedException {
        return printed(ask(served, (flow, schedules) -> schedules.pause(flow.id(), served.name(), reason)), options);
    }

    @Command(
            name = "resume",
            description = "Goes on with a schedule that is paused.",
            footer = {"", Printed.EXIT_CODES})
    int resume(@Mixin ServedFlow served, @Mixin ListOptions options) throws InterruptedException {
        return printed(ask(served, (flow, schedules) -> schedules.resume(flow.id(), served.name())), options);
    }

    @Command(
            name = "delete",
            description = "Deletes a schedule that was set on the server; that of the flow's code counts again.",
            footer = {"", Printed.EXIT_CODES})
    int delete(@Mixin ServedFlow served) throws InterruptedException {
        String flow = Asking.server(console, server -> {
            Flow found = served.find(server);
            server.schedules().delete(found.id(), served.name());
            return found.name();
        });
        console.err().println("Deleted schedule \"" + served.name() + "\" of flow \"" + Shown.clean(flow) + "\".");
        return ExitCode.OK;
    }

    /** The next firings of a flow's schedule. */
    public void next(String flow, @Nullable String project, @Nullable Instant after, int count, ListFormat format)
            throws InterruptedException {
        FlowSchedule schedule = Asking.server(console, server -> {
            Flow found = ServerRun.flow(server, new ServerRun.Asked(flow, project, Map.of(), null));
            return server.schedules().one(found.id(), "default", after, count, 0);
        });
        if (format == ListFormat.JSON) {
            console.out().println(Printed.json(schedule.upcoming()));
        } else {
            schedule.upcoming().forEach(this::line);
        }
        if (schedule.pausedAt() != null) {
            console.err().println(Shown.clean("The schedule is paused by " + schedule.pausedBy() + "."));
        }
    }

    private void line(UpcomingFiring firing) {
        line("next " + firing.local() + " " + firing.zone() + "  " + firing.at()
                + (firing.parameters().isEmpty() ? "" : "  " + firing.parameters()));
        firing.notes().forEach(note -> line("    " + note));
    }

    private int printed(FlowSchedule schedule, ListOptions options) {
        if (options.output() == ListFormat.JSON) {
            console.out().println(Printed.json(schedule));
        } else {
            lines(schedule);
        }
        return ExitCode.OK;
    }

    private void lines(FlowSchedule schedule) {
        line("Flow \"" + schedule.flow() + "\" of project \"" + schedule.project() + "\" fires " + schedule.words()
                + (schedule.own() ? ", as its code says." : ", as " + schedule.setBy() + " set it."));
        line("overlap " + schedule.overlap() + ", catch-up " + schedule.catchUp());
        if (schedule.pausedAt() != null) {
            String reason = schedule.pauseReason() == null ? "" : schedule.pauseReason();
            line("Paused by " + schedule.pausedBy() + " at " + Printed.time(schedule.pausedAt())
                    + (reason.isEmpty() ? "." : ": " + reason));
        }
        if (schedule.problem() != null) {
            line(schedule.problem());
        }
        schedule.upcoming().forEach(this::line);
        for (PastFiring firing : schedule.last()) {
            line("last " + firing.at() + "  " + firing.state().name().toLowerCase(java.util.Locale.ROOT)
                    + (firing.runId() == null ? "" : "  " + firing.runId() + " " + firing.runState())
                    + (firing.words().isEmpty() ? "" : "  " + firing.words()));
        }
    }

    private void line(String text) {
        console.out().println(Shown.clean(text));
    }
}
