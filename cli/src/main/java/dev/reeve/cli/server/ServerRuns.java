package dev.reeve.cli.server;

import dev.reeve.api.FlowRun;
import dev.reeve.api.StateJson;
import dev.reeve.api.TaskRun;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ServedRuns;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunsQuery;
import dev.reeve.engine.text.Shown;
import dev.reeve.engine.text.Took;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs of the server that one is logged in to, printed. */
public final class ServerRuns implements ServedRuns {
    private final Console console;

    /** Printed there. */
    public ServerRuns(Console console) {
        this.console = console;
    }

    @Override
    public boolean meant(boolean local) {
        if (local) {
            return false;
        }
        return ServerLogin.find(console)
                .map(login -> {
                    console.err().println("Of " + login.url() + "; --local is for the runs of this machine.");
                    return true;
                })
                .orElse(false);
    }

    @Override
    public void list(@Nullable String flow, @Nullable String state, int most, ListFormat format)
            throws InterruptedException {
        RunsQuery query = new RunsQuery(null, flow, state == null ? null : capital(state), Math.min(most, 200), null);
        List<FlowRun> runs =
                Asking.server(console, server -> server.flowRuns(query)).items();
        if (format == ListFormat.JSON) {
            console.out().println(Printed.json(runs));
            return;
        }
        Table table = new Table(4, "RUN", "NAME", "PROJECT", "FLOW", "STATE", "STARTED", "TOOK", "");
        for (FlowRun run : runs) {
            table.row(
                    run.id(),
                    run.name(),
                    run.project(),
                    run.flow(),
                    run.state().name(),
                    Printed.time(run.startedAt()),
                    took(run.startedAt(), run.endedAt()),
                    run.why() != null ? run.why() : said(run.state()));
        }
        Printed.table(console, table, runs.size(), "No runs like that. Begin one with reeve run --flow NAME.");
    }

    private static String capital(String state) {
        return state.isEmpty() ? state : state.substring(0, 1).toUpperCase(Locale.ROOT) + state.substring(1);
    }

    static String said(StateJson state) {
        String type = state.failureType();
        String message = state.message() == null ? "" : state.message();
        if (type == null || type.isEmpty()) {
            return message;
        }
        String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        return message.isEmpty() ? simple : simple + ": " + message;
    }

    private static String took(@Nullable Instant start, @Nullable Instant end) {
        return start == null || end == null ? "" : Took.words(Duration.between(start, end));
    }

    /** A run by its identifier, or {@code latest}. */
    public static FlowRun find(ReeveClient server, String wanted) throws InterruptedException {
        if (!wanted.equals("latest")) {
            return server.flowRun(wanted);
        }
        List<FlowRun> newest =
                server.flowRuns(new RunsQuery(null, null, null, 1, null)).items();
        if (newest.isEmpty()) {
            throw new MistakeException("There are no runs on the server yet. Begin one with reeve run --flow NAME.");
        }
        return newest.getFirst();
    }

    @Override
    public void show(String wanted, ListFormat format) throws InterruptedException {
        Asking.server(console, server -> {
            FlowRun run = find(server, wanted);
            print(run, server.taskRuns(run.id()).items(), format);
            return run;
        });
    }

    private void print(FlowRun run, List<TaskRun> tasks, ListFormat format) {
        if (format == ListFormat.JSON) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("run", run);
            all.put("taskRuns", tasks);
            console.out().println(Printed.json(all));
            return;
        }
        line("Run", run.id() + " \"" + run.name() + "\"");
        line("Flow", run.flow() + ", version " + run.version() + ", project " + run.project());
        line("State", run.state().name() + (said(run.state()).isEmpty() ? "" : ": " + said(run.state())));
        line("Epoch", run.epoch() + (run.agent() == null ? "" : ", agent " + run.agent()));
        line("Created", Printed.time(run.createdAt()));
        line("Started", Printed.time(run.startedAt()) + " " + took(run.startedAt(), run.endedAt()));
        run.parameters().forEach((name, value) -> line("  " + name, Printed.json(value == null ? "null" : value)));
        if (run.why() != null) {
            line("Waits", run.why());
        }
        console.out().println();
        Table table = new Table(1, "TASK", "STATE", "TOOK", "");
        for (TaskRun task : tasks) {
            String name = task.child() < 0 ? task.task() : "  " + task.task() + "[" + task.child() + "]";
            table.row(name, task.state().name(), took(task.startedAt(), task.endedAt()), said(task.state()));
        }
        table.lines(console.terminal()).forEach(console.out()::println);
    }

    private void line(String title, String text) {
        console.out().println(String.format("%-10s%s", title, Shown.cleanLines(text)));
    }
}
