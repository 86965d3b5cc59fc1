package dev.reeve.server.why;

import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunView;
import dev.reeve.state.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What made runs fail, in a line each, for lists: how many tasks failed tells nobody what to look at. Thread-safe. */
public final class Causes {
    private final Ledger ledger;

    /** Over that ledger. */
    public Causes(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Of those of the runs that failed, the task that failed first and how, such as {@code load: IOException: connection
     * refused}. Runs that did not fail, or of which no task did, are left out.
     */
    public Map<UUID, String> of(Collection<RunView> runs) {
        Map<UUID, RunView> failed = new HashMap<>();
        runs.stream().filter(run -> run.state() instanceof State.Failed).forEach(run -> failed.put(run.id(), run));
        Map<UUID, String> causes = new HashMap<>();
        ledger.taskFinder().firstFailed(failed.values()).forEach((id, task) -> {
            RunView run = failed.get(id);
            if (run != null) {
                List<FlowStructure.Node> nodes =
                        ledger.catalog().structure(run.version()).tasks();
                causes.put(
                        id,
                        nodes.get(task.key().task()).name() + ": "
                                + task.state().message());
            }
        });
        return causes;
    }

    /** The same of one run; its own message where nothing better is known. */
    public static String of(RunView run, Map<UUID, String> causes) {
        return causes.getOrDefault(run.id(), run.state().message());
    }
}
