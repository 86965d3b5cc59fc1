package dev.reeve.engine.run;

import dev.reeve.artifact.TaskArtifact;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What attempts leave for people while they run: artifacts, and the names of task runs. Thread-safe. */
final class Keepsakes {
    private final Artifacts artifacts = new Artifacts();
    private final Map<Long, String> names = new ConcurrentHashMap<>();
    private final Consumer<TaskArtifact> kept;

    /** {@code kept} is told of each artifact that is kept. */
    Keepsakes(Consumer<TaskArtifact> kept) {
        this.kept = kept;
    }

    Artifacts artifacts() {
        return artifacts;
    }

    void keep(TaskArtifact artifact) {
        if (artifacts.keep(artifact)) {
            kept.accept(artifact);
        }
    }

    void name(int node, int child, String runName) {
        names.put(key(node, child), runName);
    }

    String runName(int node, int child) {
        return names.getOrDefault(key(node, child), "");
    }

    private static long key(int node, int child) {
        return (long) node << 32 | (child + 1);
    }
}
