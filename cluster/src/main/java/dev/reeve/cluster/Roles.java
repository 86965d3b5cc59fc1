package dev.reeve.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

/** What processes of a cluster tell each other about themselves. */
final class Roles {
    static final String ROLE = "reeve.role";
    static final String CLUSTER = "reeve.cluster";
    static final String WORKER = "worker";
    static final String DRIVER = "driver";
    /** What the processes say to each other; only those of the same protocol understand each other. */
    static final String PROTOCOL = "reeve.protocol";

    static final int THIS_PROTOCOL = 2;
    static final String NAME = "reeve.name";
    static final String PID = "reeve.pid";
    static final String HOST = "reeve.host";
    static final String SLOTS = "reeve.slots";
    static final String TAG = "reeve.tag.";

    private Roles() {}

    static Map<String, Object> driver(String cluster) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(ROLE, DRIVER);
        attributes.put(CLUSTER, cluster);
        attributes.put(PROTOCOL, THIS_PROTOCOL);
        return attributes;
    }

    static Map<String, Object> worker(WorkerOptions options, String host) {
        Map<String, Object> attributes = driver(options.cluster());
        attributes.put(ROLE, WORKER);
        attributes.put(NAME, options.name());
        attributes.put(PID, ProcessHandle.current().pid());
        attributes.put(HOST, host);
        attributes.put(SLOTS, options.slots());
        options.tags().forEach((tag, units) -> attributes.put(TAG + tag, units));
        return attributes;
    }

    static boolean isWorker(ClusterNode node) {
        return WORKER.equals(node.attribute(ROLE));
    }

    /** Why a process in that cluster cannot be part of it with this one; null if it can. */
    static @Nullable String strange(ClusterNode other, String cluster) {
        Object theirs = other.attribute(CLUSTER);
        Object protocol = other.attribute(PROTOCOL);
        if (!cluster.equals(theirs)) {
            return "it is cluster " + (theirs == null ? "of something else than Reeve" : "\"" + theirs + "\"")
                    + ", not \"" + cluster + "\"";
        }
        return protocol instanceof Integer number && number == THIS_PROTOCOL
                ? null
                : "it is of another version of Reeve, which this one does not understand";
    }

    /** The units that a worker has by tag; a tag without a number has as many as anybody asks for. */
    static Map<String, Integer> tags(ClusterNode worker) {
        Map<String, Integer> tags = new LinkedHashMap<>();
        worker.attributes().forEach((key, value) -> {
            if (key.startsWith(TAG) && value instanceof Integer units) {
                tags.put(key.substring(TAG.length()), units);
            }
        });
        return tags;
    }
}
