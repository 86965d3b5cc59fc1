package dev.reeve.cluster;

import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;

/** The contract on threads of this process. */
final class ConstructsOnThreadsTest extends ConstructsContract {
    @Override
    TaskExecutor executor() {
        return TaskExecutors.threads(4);
    }

    @Override
    boolean remote() {
        return false;
    }
}
