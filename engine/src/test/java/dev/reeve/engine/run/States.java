package dev.reeve.engine.run;

import dev.reeve.FlowRun;
import dev.reeve.TaskOutcome;
import dev.reeve.spi.RunView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States by name, as tests compare them. */
final class States {
    private States() {}

    /** The state of each task. */
    static Map<String, String> of(FlowRun run) {
        Map<String, String> states = new LinkedHashMap<>();
        run.tasks().forEach(task -> states.put(task.name(), task.state().name()));
        return states;
    }

    static String of(FlowRun run, String task) {
        return run.task(task).state().name();
    }

    static List<String> children(FlowRun run, String task) {
        return run.task(task).children().stream().map(c -> c.state().name()).toList();
    }

    static List<String> history(TaskOutcome task) {
        return names(task.history());
    }

    static List<String> names(List<RunView.Entry> history) {
        return history.stream().map(entry -> entry.state().name()).toList();
    }
}
