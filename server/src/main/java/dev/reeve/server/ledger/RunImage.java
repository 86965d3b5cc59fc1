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
    /** How deep within its root; 0: it is none's. */
    final int depth;

    int seq;
    State state;
    final Map<TaskKey, State> tasks = new HashMap<>();

    /** Task runs of which this epoch has told nothing yet. */
    final Set<TaskKey> earlier = new HashSet<>();

    /** Where results are that task runs commit when they end. Only a help: the history has it too. */
    final Map<TaskKey, String> results = new HashMap<>();

    /** Runs that tasks of it are, of which this epoch told and which did not end, and those that tasks of those are. */
    final Map<UUID, RunImage> inside = new HashMap<>();

    RunImage(UUID run, int project, int version, FlowStructure structure, int epoch, int seq, State state) {
        this(run, project, version, structure, epoch, 0, seq, state);
    }

    RunImage(UUID run, int project, int version, FlowStructure structure, int epoch, int depth, int seq, State state) {
        this.depth = depth;
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

    /** A run that a task is, as it begins or goes on in the epoch of its root; of what it told before nothing holds. */
    static RunImage inner(RunImage root, InnerRun opened, int depth, @Nullable RunImage before) {
        RunImage image = new RunImage(
                opened.id(),
                root.project,
                opened.flow().version(),
                opened.flow().structure(),
                root.epoch,
                depth,
                before == null ? 0 : before.seq,
                State.Pending.NOW);
        if (before != null && before.version == image.version) { // else its tasks are no longer those
            image.tasks.putAll(before.tasks);
            image.earlier.addAll(before.tasks.keySet());
        }
        return image;
    }

    /** How many task runs are known, of this run and those inside. */
    long size() {
        long size = tasks.size();
        for (RunImage each : inside.values()) {
            size += 1 + each.tasks.size();
        }
        return size;
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
        for (Judgement.Inside each : accepted.inside()) {
            each.image().apply(each.accepted(), last);
            if (each.image().state.isFinished()) {
                inside.remove(each.image().run);
            } else {
                inside.put(each.image().run, each.image());
            }
        }
    }
}
