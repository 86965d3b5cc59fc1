package dev.reeve.engine;

import dev.reeve.RunOptions;
import dev.reeve.engine.run.Launch;
import dev.reeve.spi.ParentRun;
import dev.reeve.spi.Recording;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What the flow runs that tasks of a run are have from that run. */
final class Descendants {
    private Descendants() {}

    /**
     * The request for the run that task {@code label} is. It has workers, store, clock and watchers of its parent's;
     * the deadline is the parent's to watch.
     *
     * @throws dev.reeve.ParameterException if the task gives it parameters that the flow does not take
     */
    static RunRequest request(
            RunRequest parent, Launch launch, TaskExecutor executor, String label, ParentRun place, String id) {
        RunRequest own = RunOptions.DEFAULT.parameters(launch.parameters()).request(launch.graph());
        return new RunRequest(
                launch.graph(),
                own.parameters(),
                null,
                executor,
                parent.results(),
                parent.checkpointing(),
                parent.serializer(),
                parent.secrets(),
                parent.time(),
                parent.zone(),
                parent.scheduled(),
                null,
                parent.grace(),
                resumed(parent.resumed(), label + "/"),
                parent.limits(),
                watchers(parent, own),
                new Recording(
                        parent.recording().enabled(),
                        parent.recording().directory(),
                        parent.recording().code(),
                        id,
                        place,
                        null,
                        parent.recording().occasion()));
    }

    /** The parent's see all that goes on below it; the flow's own see its runs wherever they are. */
    private static List<Consumer<StateChange>> watchers(RunRequest parent, RunRequest own) {
        if (own.watchers().isEmpty()) {
            return parent.watchers();
        }
        List<Consumer<StateChange>> all = new ArrayList<>(parent.watchers());
        all.addAll(own.watchers());
        return all;
    }

    /** Where the run is that task {@code label} is. */
    static ParentRun place(String runId, String label, int attempt) {
        int bracket = label.endsWith("]") ? label.lastIndexOf('[') : -1;
        return bracket < 0
                ? new ParentRun(runId, label, -1, attempt)
                : new ParentRun(
                        runId,
                        label.substring(0, bracket),
                        Integer.parseInt(label, bracket + 1, label.length() - 1, 10),
                        attempt);
    }

    private static Set<String> resumed(Set<String> tasks, String prefix) {
        Set<String> inside = new LinkedHashSet<>();
        for (String task : tasks) {
            if (task.startsWith(prefix)) {
                inside.add(task.substring(prefix.length()));
            }
        }
        return inside;
    }
}
