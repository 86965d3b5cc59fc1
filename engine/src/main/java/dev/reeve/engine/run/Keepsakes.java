package dev.reeve.engine.run;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What attempts leave for people while they run: artifacts, the names of task runs, and who called them. Thread-safe. */
final class Keepsakes {
    private final Artifacts artifacts = new Artifacts();
    private final Map<Long, String> names = new ConcurrentHashMap<>();
    private final Map<Long, Called> workers = new ConcurrentHashMap<>();
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

    /** A worker of a cluster is about to call the function of that attempt. */
    void worker(int node, int child, int attempt, String worker) {
        Called called = new Called(attempt, worker);
        if (!called.equals(workers.put(key(node, child), called))) {
            loop.tell(new Told(told -> {
                if (!loop.isOver()) { // else nobody writes it down any more
                    told.journal.called(node, child, attempt, worker);
                }
            }));
        }
    }

    /** A worker is about to call it again for a result that was lost: no other attempt. */
    void worker(int node, int child, String worker) {
        Called before = called(node, child);
        worker(node, child, before == null ? 1 : before.attempt(), worker);
    }

    String worker(int node, int child) {
        Called called = called(node, child);
        return called == null ? "" : called.worker();
    }

    private @Nullable Called called(int node, int child) {
        Called called = workers.get(key(node, child));
        Restored restored = loop.restored();
        return called == null && restored.keeps(node, child) ? restored.called(node, child) : called;
    }

    private static long key(int node, int child) {
        return (long) node << 32 | (child + 1);
    }
}
