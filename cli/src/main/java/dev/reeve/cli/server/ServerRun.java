package dev.reeve.cli.server;

import dev.reeve.api.Flow;
import dev.reeve.api.FlowRun;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.JsonType;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.Page;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.TaskRun;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.ServerJson;
import dev.reeve.client.UnavailableException;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A run of a flow on the server that one is logged in to. */
public final class ServerRun {
    private static final int CANCELLED = 3;

    private final Console console;
    private final boolean json;

    /** Told for people, or as JSON at the end. */
    public ServerRun(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /**
     * What is asked for.
     *
     * @param project null: the only one that has such a flow
     * @param parameters texts by name
     * @param name null: one is made up
     * @param priority null: the usual one
     */
    public record Asked(
            String flow,
            @Nullable String project,
            Map<String, String> parameters,
            @Nullable String name,
            @Nullable Integer priority) {
        /** Of the usual priority. */
        public Asked(String flow, @Nullable String project, Map<String, String> parameters, @Nullable String name) {
            this(flow, project, parameters, name, null);
        }
    }

    /** Asks for a run, and waits for its end if it is to be watched. Returns the exit code. */
    @SuppressWarnings("NullAway") // does not see that the record's map may have null values once that is compiled
    public int run(Asked asked, boolean watch) throws InterruptedException {
        return Asking.server(console, server -> {
            Flow flow = flow(server, asked);
            FlowRunCreated created = server.createFlowRun(new NewFlowRun(
                    flow.name(),
                    flow.project(),
                    null,
                    values(flow, asked.parameters()),
                    null,
                    asked.name(),
                    null,
                    null,
                    null,
                    asked.priority()));
            console.err()
                    .println("Run " + created.id() + " \"" + Shown.clean(created.name()) + "\" of flow \""
                            + created.flow() + "\", version " + created.version() + ".");
            if (!watch) {
                console.out().println(json ? Printed.json(created) : created.id());
                return ExitCode.OK;
            }
            return watched(server, created.id(), Before.NOTHING);
        });
    }

    static Flow flow(ReeveClient server, Asked asked) throws InterruptedException {
        List<Flow> all = server.flows(asked.project()).items();
        List<Flow> named =
                all.stream().filter(flow -> flow.name().equals(asked.flow())).toList();
        if (named.size() == 1) {
            return named.getFirst();
        }
        if (named.isEmpty()) {
            List<String> names = all.stream().map(Flow::name).toList();
            throw new MistakeException("The server has no flow \"" + asked.flow() + "\""
                    + (asked.project() == null ? "" : " in project \"" + asked.project() + "\"") + "."
                    + NearestNames.question(asked.flow(), names)
                    + " reeve flow list shows those that you may see; reeve register makes one known.");
        }
        throw new MistakeException("Several projects have a flow \"" + asked.flow() + "\": "
                + String.join(", ", named.stream().map(Flow::project).toList()) + ". Choose one with --project.");
    }

    static Map<String, @Nullable Object> values(Flow flow, Map<String, String> texts) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, RegisteredParameter> known = new LinkedHashMap<>();
        flow.parameters().forEach(parameter -> known.put(parameter.name(), parameter));
        texts.forEach((name, text) -> {
            RegisteredParameter parameter = known.get(name);
            if (parameter == null) {
                throw new MistakeException("Flow \"" + flow.name() + "\" has no parameter \"" + name + "\"."
                        + NearestNames.question(name, known.keySet()));
            }
            values.put(name, value(parameter, text));
        });
        return values;
    }

    /** Text is text where text is wanted; anything else is written as JSON. */
    private static @Nullable Object value(RegisteredParameter parameter, String text) {
        if (parameter.json() == JsonType.STRING) {
            return text;
        }
        try {
            return ServerJson.MAPPER.readValue(text, Object.class);
        } catch (JacksonException e) {
            if (parameter.json() == JsonType.ANY) { // such as a date
                return text;
            }
            throw new MistakeException(
                    "Parameter \"" + parameter.name() + "\" is of type " + parameter.type() + ", and \"" + text
                            + "\" is no JSON for it.",
                    e);
        }
    }

    /**
     * What was there of a run before it goes on: is not shown again.
     *
     * @param tasks how its tasks stood, by their names
     * @param log the place after which its log goes on
     */
    record Before(Map<String, String> tasks, long log) {
        static final Before NOTHING = new Before(Map.of(), 0);
    }

    /** How much there is of it by now. */
    static Before before(ReeveClient server, String id) throws InterruptedException {
        Map<String, String> tasks = new HashMap<>();
        all(server, id).forEach(task -> tasks.put(key(task), line(task) + moment(task)));
        long lines = server.logs(id, 0, 1).totalLines();
        long log = lines == 0
                ? 0
                : server.runPages()
                        .logs(id, dev.reeve.client.LogLines.ALL, lines, 1)
                        .next();
        return new Before(tasks, log);
    }

    /** Without children. */
    private static List<TaskRun> all(ReeveClient server, String id) throws InterruptedException {
        List<TaskRun> all = new ArrayList<>();
        Page<TaskRun> page = server.taskRuns(id);
        all.addAll(page.items());
        while (page.next() != null) {
            page = server.taskRuns(id, page.next());
            all.addAll(page.items());
        }
        return all.stream().filter(task -> task.child() < 0).toList();
    }

    /** Shows states and log lines of a run until it has ended; returns the exit code. */
    int watched(ReeveClient server, String id, Before before) throws InterruptedException {
        LogLines lines = null;
        Map<String, String> shown = new HashMap<>(before.tasks());
        while (true) {
            try {
                FlowRun run = server.flowRun(id);
                if (!json) {
                    states(run, all(server, id), shown);
                    if (lines == null && run.epoch() > 0) {
                        lines = new LogLines(server, id, LogsCommand.tasks(server, run), false, console);
                        lines.from(before.log());
                    }
                    if (lines != null) {
                        lines.print();
                    }
                }
                if (ServerStates.over(run.state())) {
                    return ended(run, lines);
                }
            } catch (UnavailableException away) { // the run goes on without it for a while
                console.err().println("reeve: " + away.getMessage());
                TimeUnit.SECONDS.sleep(1);
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    private void states(FlowRun run, List<TaskRun> tasks, Map<String, String> shown) {
        boolean over = ServerStates.over(run.state());
        if (!over) {
            run(run, shown);
        }
        for (TaskRun task : tasks) {
            String line = line(task);
            boolean known = (line + moment(task)).equals(shown.put(key(task), line + moment(task)));
            if (!known && !task.state().name().equals("Pending")) {
                console.err().println(Shown.clean(key(task) + " " + line));
            }
        }
        if (over) { // after its tasks, which all ended before it
            run(run, shown);
        }
    }

    private static String key(TaskRun task) {
        return "task " + task.task();
    }

    static String line(TaskRun task) {
        String said = ServerStates.said(task.state());
        String worker = task.worker() == null ? "" : " on " + task.worker();
        return task.state().name() + worker + (said.isEmpty() ? "" : ": " + said);
    }

    /** Tells an end from one like it in an earlier epoch. */
    private static String moment(TaskRun task) {
        return ServerStates.over(task.state()) ? " " + task.endedAt() : "";
    }

    private void run(FlowRun run, Map<String, String> shown) {
        changed(shown, "run", run.state().name(), run.why() != null ? run.why() : ServerStates.said(run.state()));
    }

    private void changed(Map<String, String> shown, String what, String state, String said) {
        String line = state + (said.isEmpty() ? "" : ": " + said);
        if (!line.equals(shown.put(what, line)) && !state.equals("Pending")) {
            console.err().println(Shown.clean(what + " " + line));
        }
    }

    private int ended(FlowRun run, @Nullable LogLines lines) throws InterruptedException {
        if (lines != null) {
            lines.follow();
        }
        if (json) {
            console.out().println(Printed.json(run));
        }
        if (ServerStates.well(run.state())) {
            return ExitCode.OK;
        }
        return run.state().name().equals("Cancelled") ? CANCELLED : ExitCode.FAILED;
    }
}
