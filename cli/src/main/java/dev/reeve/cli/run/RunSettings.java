package dev.reeve.cli.run;

import dev.reeve.RunOptions;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.Serializers;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Origin;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.secret.Masking;
import dev.reeve.engine.secret.SecretProviders;
import dev.reeve.spi.ResultStore;
import java.io.UncheckedIOException;

/** Makes of a configuration what a run is given. */
public final class RunSettings {
    private RunSettings() {}

    /** What is the same for every run. */
    static RunOptions options(Configuration configuration, Surroundings surroundings) {
        return scheduled(configuration, surroundings).zone(configuration.get(Settings.RUN_ZONE));
    }

    /** The same for runs whose schedule says the zone. */
    public static RunOptions scheduled(Configuration configuration, Surroundings surroundings) {
        SecretProviders secrets = SecretProviders.of(surroundings, configuration);
        secrets.hideIn(Masking.ofThisProcess());
        RunOptions options = RunOptions.DEFAULT
                .recorded(configuration.get(Settings.RECORDS_ENABLED))
                .recordsIn(configuration.get(Settings.RECORDS_DIRECTORY))
                .serializer(Serializers.json())
                .grace(configuration.get(Settings.RUN_GRACE))
                .secrets(secrets);
        boolean chosen = !(configuration.origin(Settings.RESULTS_CHECKPOINTING) instanceof Origin.Default);
        return chosen // else the engine stores what a resume would need
                ? options.checkpointing(configuration.get(Settings.RESULTS_CHECKPOINTING))
                : options;
    }

    /** The store, which the caller closes. */
    public static ResultStore store(Configuration configuration) {
        try {
            return ResultStores.of(configuration);
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            String store = configuration.get(Settings.RESULTS_STORE);
            throw new MistakeException("Results cannot be kept in " + store + ": " + e.getMessage(), e);
        }
    }
}
