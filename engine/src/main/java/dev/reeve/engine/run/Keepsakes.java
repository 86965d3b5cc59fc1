package dev.reeve.engine.run;

import dev.reeve.artifact.TaskArtifact;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What attempts leave for people while they run: artifacts, and the names of task runs. Thread-safe. */
final class Keepsakes {
    private final Artifacts artifacts = new Artifacts();
    private final Map<Long, String> names = new ConcurrentHashMap<>();
    private final Loop loop;

    /** {@code loop} is told of each artifact that is kept. */
    Keepsakes(Loop loop) {
        this.loop = loop;
    }

    Artifacts artifacts() {
        return artifacts;
    }

    /** What earlier epochs left. */
    void takeOver(Restored restored) {
        restored.artifacts().forEach(artifacts::keep);
    }

    void keep(TaskArtifact artifact) {
        if (artifacts.keep(artifact)) {
            loop.tell(new Told(told -> told.artifact(artifact)));
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
