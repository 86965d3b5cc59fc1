package dev.reeve.cluster;

import org.apache.ignite.Ignite;
import org.apache.ignite.failure.FailureContext;
import org.apache.ignite.failure.FailureHandler;
import org.apache.ignite.failure.FailureType;
import org.apache.ignite.failure.StopNodeOrHaltFailureHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why a worker ends that cannot go on, and ends its process. */
final class WorkerFailure implements FailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final FailureHandler ending = new StopNodeOrHaltFailureHandler();
    private final String name;

    WorkerFailure(String name) {
        this.name = name;
    }

    @Override
    public boolean onFailure(Ignite ignite, FailureContext failure) {
        FailureType type = failure.type();
        if (type == FailureType.SEGMENTATION) {
            LOG.warn(
                    "worker {} was silent for so long that its cluster went on without it: it ends, as what it calls is"
                            + " called again elsewhere. Start it again.",
                    name);
        } else if (type == FailureType.CRITICAL_ERROR || type == FailureType.SYSTEM_WORKER_TERMINATION) {
            LOG.error("worker {} cannot go on and ends", name, failure.error());
        }
        return ending.onFailure(ignite, failure);
    }
}
