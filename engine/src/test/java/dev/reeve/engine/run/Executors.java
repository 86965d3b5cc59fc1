package dev.reeve.engine.run;

import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.List;

/** Every executor that a flow has to mean the same on. */
final class Executors {
    private Executors() {}

    static List<TaskExecutor> all() {
        return List.of(
                TaskExecutors.inThread(),
                TaskExecutors.threads(1),
                TaskExecutors.threads(4),
                TaskExecutors.virtual(1),
                TaskExecutors.virtual(8));
    }
}
