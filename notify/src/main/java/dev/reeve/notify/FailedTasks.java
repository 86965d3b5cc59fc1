package dev.reeve.notify;

import dev.reeve.graph.GraphNode;
import dev.reeve.notify.Notice.FailedTask;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tasks of a run that failed themselves, the oldest first. Of a mapped task its children are meant, of a task that is
 * a flow run the tasks in that.
 */
record FailedTasks(List<FailedTask> first, int count) {
    static final FailedTasks NONE = new FailedTasks(List.of(), 0);

    /** Children that are looked at, of one task: a list of a million is not read for the sake of twenty names. */
    private static final int MOST_CHILDREN = 10_000;

    private static final int MOST_FOUND = 200;
    private static final int DEEPEST = 5;

    private record Found(Instant at, FailedTask task) {}

    FailedTasks {
        first = List.copyOf(first);
    }

    static FailedTasks in(RunView run) {
        Search search = new Search();
        search.run(run, "", 0);
        List<FailedTask> first = search.found.stream()
                .sorted(Comparator.comparing(Found::at))
                .limit(Notice.MOST_TASKS)
                .map(Found::task)
                .toList();
        return new FailedTasks(first, Math.max(search.count, first.size()));
    }

    private static boolean failsItself(State state) {
        return state.isFailed() && !(state instanceof State.TriggerFailed);
    }

    private static final class Search {
        private final List<Found> found = new ArrayList<>();
        private int count;

        void run(RunView run, String prefix, int depth) {
            for (GraphNode node : run.graph().nodes()) {
                int v = node.index();
                if (!failsItself(run.state(v, -1))) {
                    continue;
                }
                int width = run.width(v);
                if (width <= 0) {
                    taskRun(run, node, -1, prefix, depth);
                } else {
                    children(run, node, width, prefix, depth);
                }
            }
        }

        private void children(RunView run, GraphNode node, int width, String prefix, int depth) {
            int before = count;
            for (int child = 0; child < Math.min(width, MOST_CHILDREN) && found.size() < MOST_FOUND; child++) {
                if (failsItself(run.state(node.index(), child))) {
                    taskRun(run, node, child, prefix, depth);
                }
            }
            if (count == before) { // it failed for another reason than a child
                taskRun(run, node, -1, prefix, depth);
            }
            int failed = run.childStates(node.index()).entrySet().stream()
                    .filter(entry -> List.of("Failed", "TimedOut", "Crashed").contains(entry.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            count = Math.max(count, before + failed);
        }

        private void taskRun(RunView run, GraphNode node, int child, String prefix, int depth) {
            String label = prefix + (child < 0 ? node.name() : node.name() + "[" + child + "]");
            Optional<RunView> inner = depth < DEEPEST ? run.flowRun(node.index(), child) : Optional.empty();
            int before = count;
            inner.ifPresent(flowRun -> run(flowRun, label + "/", depth + 1));
            if (count > before || found.size() >= MOST_FOUND) {
                count = Math.max(count, before + 1);
                return;
            }
            count++;
            State state = run.state(node.index(), child);
            List<RunView.Entry> history = run.history(node.index(), child);
            Instant at = history.isEmpty() ? Instant.MAX : history.getLast().at();
            found.add(new Found(at, new FailedTask(label, state.name(), state.message())));
        }
    }
}
