package dev.reeve.engine.run;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What attempts leave for people while they run: artifacts, and the names of task runs. Thread-safe. */
final class Keepsakes {
    private final Artifacts artifacts = new Artifacts();
    private final Map<Long, String> names = new ConcurrentHashMap<>();
    private final Map<Long, String> workers = new ConcurrentHashMap<>();
    private final Loop loop;

    /** {@code loop} is told of each artifact that is kept; those of earlier epochs are there already. */
    Keepsakes(Loop loop, List<TaskArtifact> before) {
        this.loop = loop;
        before.forEach(artifacts::restore);
    }

    Artifacts artifacts() {
        return artifacts;
    }

    void keep(TaskArtifact artifact) {
        if (artifacts.keep(artifact)) {
            loop.tell(new Told(told -> told.artifact(artifact)));
        }
    }

    /** Loops that ended well will not go on from a turn: what their turns passed on is removed. */
    void forgetTurns(Run run) {
        for (GraphNode node : run.graph.nodes()) {
            if (node.kind() == Kind.LOOP && run.states[node.index()].isSuccessful()) {
                loop.shelf().forgetTurns(node, loop.facts().runId());
            }
        }
    }

    void name(int node, int child, String runName) {
        names.put(key(node, child), runName);
    }

    String runName(int node, int child) {
        return names.getOrDefault(key(node, child), "");
    }

    /** Another process is about to call the function of that task run. */
    void worker(int node, int child, String worker) {
        workers.put(key(node, child), worker);
    }

    String worker(int node, int child) {
        return workers.getOrDefault(key(node, child), "");
    }

    private static long key(int node, int child) {
        return (long) node << 32 | (child + 1);
    }
}
