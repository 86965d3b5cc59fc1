package dev.reeve.server.ledger;

import dev.reeve.state.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A held run as its writer knows it after the last commit. It is never trusted: a write says from which epoch and number
 * it goes on, and the database refuses it if those are others by now. Touched by one thread.
 */
final class RunImage {
    final UUID run;
    final int project;
    final int version;
    final FlowStructure structure;
    final int epoch;
    int seq;
    State state;
    final Map<TaskKey, State> tasks = new HashMap<>();

    /** Task runs of which this epoch has told nothing yet. */
    final Set<TaskKey> earlier = new HashSet<>();

    /** Where results are that task runs commit when they end. Only a help: the history has it too. */
    final Map<TaskKey, String> results = new HashMap<>();

    RunImage(UUID run, int project, int version, FlowStructure structure, int epoch, int seq, State state) {
        this.run = run;
        this.project = project;
        this.version = version;
        this.structure = structure;
        this.epoch = epoch;
        this.seq = seq;
        this.state = state;
    }

    State task(TaskKey key) {
        @Nullable State known = tasks.get(key);
        return known == null ? State.Pending.NOW : known;
    }

    /** After that was committed. */
    void apply(Judgement.Accepted accepted, int last) {
        seq = last;
        state = accepted.run();
        results.putAll(accepted.results());
        accepted.tasks().forEach((key, row) -> {
            tasks.put(key, row.state());
            earlier.remove(key);
            if (row.state().isFinished()) {
                results.remove(key);
            }
        });
    }
}
