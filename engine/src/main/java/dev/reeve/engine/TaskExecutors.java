package dev.reeve.engine;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.executor.InThreadExecutor;
import dev.reeve.engine.executor.ThreadsExecutor;
import dev.reeve.engine.executor.VirtualExecutor;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.TaskExecutorProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** Makes the executors that a run can be given: {@code RunOptions.defaults().executor(TaskExecutors.threads(8))}. */
public final class TaskExecutors {
    private TaskExecutors() {}

    /** Tasks run one by one in the thread that starts the run, in the order of definition: the same each time. */
    public static TaskExecutor inThread() {
        return new InThreadExecutor();
    }

    /** As many platform threads as the default says: the machine's cores, at least 4. */
    public static TaskExecutor threads() {
        return threads(Math.max(4, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Up to {@code slots} platform threads for each run.
     *
     * @throws IllegalArgumentException if {@code slots} is below 1
     */
    public static TaskExecutor threads(int slots) {
        return new ThreadsExecutor(slots);
    }

    /**
     * Up to {@code slots} virtual threads for each run: for tasks that mostly wait.
     *
     * @throws IllegalArgumentException if {@code slots} is below 1
     */
    public static TaskExecutor virtual(int slots) {
        return new VirtualExecutor(slots);
    }

    /** The executor that a configuration names: {@code executor.kind} and how many threads it says. */
    public static TaskExecutor of(Configuration configuration) {
        String kind = configuration.get(Settings.EXECUTOR_KIND);
        return switch (kind) {
            case "threads" -> threads(configuration.get(Settings.EXECUTOR_THREADS));
            case "virtual" -> virtual(configuration.get(Settings.EXECUTOR_VIRTUAL_THREADS));
            case "in-thread" -> inThread();
            case "cluster" -> ofModule(kind, clusterSettings(configuration));
            default -> throw new IllegalStateException("executor.kind " + kind + " was not checked");
        };
    }

    private static Map<String, String> clusterSettings(Configuration configuration) {
        Map<String, String> settings = new HashMap<>();
        settings.put("join", configuration.get(Settings.EXECUTOR_CLUSTER_JOIN));
        settings.put("name", configuration.get(Settings.EXECUTOR_CLUSTER_NAME));
        settings.put("certs", configuration.get(Settings.EXECUTOR_CLUSTER_CERTS));
        settings.values().removeIf("none"::equals);
        return settings;
    }

    private static TaskExecutor made(TaskExecutorProvider provider, Map<String, String> settings) {
        try {
            return provider.make(settings);
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "executors of the kind \"" + provider.kind() + "\" need libraries that are not on the class path ("
                            + missing.getMessage() + "). The command line has them with --cluster; a program, with"
                            + " dev.reeve:reeve-cluster and all that it depends on.",
                    missing);
        }
    }

    private static TaskExecutor ofModule(String kind, Map<String, String> settings) {
        for (TaskExecutorProvider provider : ServiceLoader.load(TaskExecutorProvider.class)) {
            if (provider.kind().equals(kind)) {
                return made(provider, settings);
            }
        }
        throw new IllegalStateException("no module on the class path has executors of the kind \"" + kind
                + "\". For a cluster add dev.reeve:reeve-cluster.");
    }
}
