package dev.reeve.cluster;

import java.util.Map;
import java.util.UUID;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

/** A worker as a driver sees it. Immutable. */
record WorkerNode(UUID id, String name, long pid, String host, int slots, Map<String, Integer> tags) {
    WorkerNode {
        tags = Map.copyOf(tags);
    }

    /** That of a node of the grid; null if it is no worker. */
    static @Nullable WorkerNode of(ClusterNode node) {
        return Roles.isWorker(node)
                        && node.attribute(Roles.NAME) instanceof String name
                        && node.attribute(Roles.PID) instanceof Long pid
                        && node.attribute(Roles.HOST) instanceof String host
                        && node.attribute(Roles.SLOTS) instanceof Integer slots
                ? new WorkerNode(node.id(), name, pid, host, slots, Roles.tags(node))
                : null;
    }

    /** For people: {@code w1 (process 4711 on node3)}. */
    String words() {
        return name + " (process " + pid + " on " + host + ")";
    }
}
