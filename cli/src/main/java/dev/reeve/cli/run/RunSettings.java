package dev.reeve.cli.run;

import dev.reeve.RunOptions;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.Serializers;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.ResultStoreProvider;
import dev.reeve.spi.TaskExecutor;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes of a configuration what a run is given. */
final class RunSettings {
    private RunSettings() {}

    /** What is the same for every run. */
    static RunOptions options(Configuration configuration, Map<String, String> environment) {
        return RunOptions.DEFAULT
                .checkpointing(configuration.get(Settings.RESULTS_CHECKPOINTING))
                .serializer(Serializers.json())
                .zone(configuration.get(Settings.RUN_ZONE))
                .grace(configuration.get(Settings.RUN_GRACE))
                .secrets(name -> Optional.of(secret(name, environment)));
    }

    private static String secret(String name, Map<String, String> environment) {
        String variable = "REEVE_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String value = environment.get(variable);
        if (value == null) {
            throw new NoSuchElementException("no secret \"" + name + "\" is known. Set the environment variable "
                    + variable + " and run again.");
        }
        return value;
    }

    /** The executor, which the caller closes. */
    static TaskExecutor executor(Configuration configuration) {
        return switch (configuration.get(Settings.EXECUTOR_KIND)) {
            case "threads" -> TaskExecutors.threads(configuration.get(Settings.EXECUTOR_THREADS));
            case "virtual" -> TaskExecutors.virtual(configuration.get(Settings.EXECUTOR_VIRTUAL_THREADS));
            default -> TaskExecutors.inThread();
        };
    }

    /** The store, which the caller closes. */
    static ResultStore store(Configuration configuration) {
        String store = configuration.get(Settings.RESULTS_STORE);
        return switch (store) {
            case "memory" -> ResultStores.memory();
            case "files" -> ResultStores.files(configuration.get(Settings.RESULTS_DIR));
            default -> elsewhere(URI.create(store));
        };
    }

    private static ResultStore elsewhere(URI location) {
        for (ResultStoreProvider provider : ServiceLoader.load(ResultStoreProvider.class)) {
            if (provider.handles(location)) {
                try {
                    return provider.open(location);
                } catch (IOException | IllegalArgumentException e) {
                    throw new MistakeException("results.store is " + location + ": " + e.getMessage(), e);
                }
            }
        }
        throw new MistakeException("results.store is " + location + ", and nothing here knows that kind of store."
                + " Use memory, files, or s3://bucket/prefix.");
    }
}
