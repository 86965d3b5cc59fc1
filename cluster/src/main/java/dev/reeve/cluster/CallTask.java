package dev.reeve.cluster;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.compute.ComputeJob;
import org.apache.ignite.compute.ComputeJobResult;
import org.apache.ignite.compute.ComputeJobResultPolicy;
import org.apache.ignite.compute.ComputeTask;
import org.apache.ignite.internal.util.lang.GridPeerDeployAware;
import org.jspecify.annotations.Nullable;

/**
 * Sends one call to one worker. This class is in the workers as well, so it says itself which classes are to be sent
 * after it: the grid has no public way of doing that.
 */
final class CallTask implements ComputeTask<byte[], byte[]>, GridPeerDeployAware {
    private static final long serialVersionUID = 1;

    private final String key;
    private final UUID driver;
    private final transient ClassSource source;
    private final byte[] places;
    private final boolean holds;

    /**
     * A task for one call.
     *
     * @param places where the results are that it reads, as bytes
     * @param holds whether its result stays, however small
     */
    CallTask(String key, UUID driver, ClassSource source, byte[] places, boolean holds) {
        this.key = key;
        this.driver = driver;
        this.source = source;
        this.places = places;
        this.holds = holds;
    }

    @Override
    public Class<?> deployClass() {
        return source.deployed();
    }

    @Override
    public ClassLoader classLoader() {
        return source.loader();
    }

    @Override
    public Map<? extends ComputeJob, ClusterNode> map(List<ClusterNode> nodes, byte @Nullable [] call) {
        return Map.of(new CallJob(key, driver, Objects.requireNonNull(call), places, holds), nodes.getFirst());
    }

    /** A call is never made again by the grid: that is for the task's retries to say. */
    @Override
    public ComputeJobResultPolicy result(ComputeJobResult result, List<ComputeJobResult> received) {
        if (result.getException() != null) {
            throw result.getException();
        }
        return ComputeJobResultPolicy.WAIT;
    }

    @Override
    public byte[] reduce(List<ComputeJobResult> results) {
        return results.getFirst().getData();
    }
}
