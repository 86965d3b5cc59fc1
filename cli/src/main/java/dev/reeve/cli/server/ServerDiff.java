package dev.reeve.cli.server;

import dev.reeve.api.TaskRun;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.engine.text.Shown;
import dev.reeve.engine.text.Took;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two runs of a server beside each other, printed. */
final class ServerDiff {
    private final SeenRun a;
    private final SeenRun b;
    private final Optional<ServerDifference> found;
    private final List<String> parameters;
    private final Set<String> names;

    ServerDiff(ServerDifference.Side a, ServerDifference.Side b) {
        this.a = a.seen();
        this.b = b.seen();
        this.found = ServerDifference.first(a, b);
        this.parameters = ServerDifference.parameters(this.a, this.b);
        this.names = ServerDifference.names(this.a, this.b);
    }

    /** Whether they part. */
    boolean parts() {
        return found.isPresent();
    }

    void print(Console console, ListFormat format) {
        switch (format) {
            case TABLE -> table(console);
            case JSON -> console.out().println(Printed.json(json()));
        }
    }

    private void table(Console console) {
        console.out().println(Shown.clean(found.map(ServerDiff::sentence).orElse("The runs do not part.")));
        if (a.run().version() != b.run().version()) {
            console.out()
                    .println("Versions of the flow: " + a.run().version() + " and "
                            + b.run().version() + ".");
        }
        parameters.forEach(each -> console.out().println(Shown.clean("Parameter " + each + ".")));
        console.out().println();
        Table table = new Table(-1, "Task", "First", "Second", "Difference", "States");
        for (String name : names) {
            Duration was = took(a, name);
            Duration is = took(b, name);
            String first = state(a, name);
            String second = state(b, name);
            table.row(
                    name,
                    was == null ? "" : Took.words(was),
                    is == null ? "" : Took.words(is),
                    was == null || is == null ? "" : signed(is.minus(was)),
                    first.equals(second) ? first : first + ", " + second);
        }
        table.lines(console.terminal()).forEach(console.out()::println);
    }

    private static String sentence(ServerDifference found) {
        String what = found.kind().name().toLowerCase(Locale.ROOT);
        return found.task().isEmpty()
                ? "The runs part (" + what + "): " + found.text() + "."
                : "The runs part at " + found.task() + " (" + what + "): " + found.text() + ".";
    }

    private static String signed(Duration difference) {
        return (difference.isNegative() ? "-" : "+") + Took.words(difference.abs());
    }

    private static @Nullable Duration took(SeenRun run, String name) {
        return run.task(run.names().indexOf(name), -1)
                .filter(task -> task.startedAt() != null && task.endedAt() != null)
                .map(ServerDiff::took)
                .orElse(null);
    }

    private static @Nullable Duration took(TaskRun task) {
        return task.startedAt() == null || task.endedAt() == null
                ? null
                : Duration.between(task.startedAt(), task.endedAt());
    }

    private static String state(SeenRun run, String name) {
        int node = run.names().indexOf(name);
        return node < 0 ? "-" : ServerDifference.state(run, node).name();
    }

    private Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("first", a.run().id());
        all.put("second", b.run().id());
        all.put("equal", found.isEmpty());
        all.put("task", found.map(ServerDifference::task).orElse(null));
        all.put(
                "kind",
                found.map(each -> each.kind().name().toLowerCase(Locale.ROOT)).orElse(null));
        all.put("text", found.map(ServerDifference::text).orElse(null));
        all.put("versions", List.of(a.run().version(), b.run().version()));
        all.put("parameters", parameters);
        List<Map<String, @Nullable Object>> tasks = new ArrayList<>();
        for (String name : names) {
            Map<String, @Nullable Object> task = new LinkedHashMap<>();
            task.put("name", name);
            task.put("firstState", state(a, name));
            task.put("secondState", state(b, name));
            task.put("firstDuration", seconds(took(a, name)));
            task.put("secondDuration", seconds(took(b, name)));
            tasks.add(task);
        }
        all.put("tasks", tasks);
        return all;
    }

    private static @Nullable Double seconds(@Nullable Duration took) {
        return took == null ? null : took.toNanos() / 1e9;
    }
}
