package dev.reeve.cluster;

import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.TaskExecutorProvider;
import java.nio.file.Path;
import java.util.Map;

/** Makes the executor of {@code executor.kind = "cluster"}. */
public final class ClusterProvider implements TaskExecutorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ClusterProvider() {}

    @Override
    public String kind() {
        return "cluster";
    }

    @Override
    public TaskExecutor make(Map<String, String> settings) {
        String join = settings.get("join");
        if (join == null) {
            throw new IllegalArgumentException("executor.kind is cluster, but nothing says where that is: set"
                    + " executor.cluster.join (REEVE_EXECUTOR_CLUSTER_JOIN) to HOST:PORT of one of its workers, or use"
                    + " --cluster HOST:PORT.");
        }
        Cluster cluster = Cluster.at(join);
        cluster = settings.containsKey("name") ? cluster.named(settings.get("name")) : cluster;
        return settings.containsKey("certs") ? cluster.certificates(Path.of(settings.get("certs"))) : cluster;
    }
}
