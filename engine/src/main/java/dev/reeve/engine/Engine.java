package dev.reeve.engine;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.run.Machine;
import dev.reeve.engine.secret.SecretProviders;
import dev.reeve.engine.time.SystemTime;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.ResultStoreProvider;
import dev.reeve.spi.RunLimits;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Serializer;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What runs of this process share unless they bring their own: executor, result store, serializer, clock, as the
 * configuration says. Each is made when first asked for. Thread-safe.
 */
final class Engine {
    private final Surroundings surroundings;
    private @Nullable Boolean silent;
    private @Nullable Configuration configuration;
    private final Machine machine;
    private final Time time = new SystemTime();
    private @Nullable TaskExecutor executor;
    private @Nullable ResultStore results;
    private @Nullable Serializer serializer;
    private @Nullable SecretProvider secrets;

    /** With the configuration of this process, read when it is first needed, so that who asks is told what is wrong. */
    Engine() {
        this(Surroundings.ofThisProcess());
    }

    Engine(Surroundings surroundings) {
        this(surroundings, Machine.THIS);
    }

    Engine(Surroundings surroundings, Machine machine) {
        this.surroundings = surroundings;
        this.machine = machine;
    }

    /** With that configuration, whatever this process has. */
    Engine(Configuration configuration) {
        this(Surroundings.ofThisProcess());
        this.configuration = configuration;
        this.silent = false;
    }

    /**
     * Says what is wrong with the configuration; reads it only if somebody set something, for a small flow without that
     * starts sooner.
     *
     * @throws dev.reeve.engine.config.ConfigurationException if something is
     */
    void check() {
        if (!silent()) {
            configuration();
        }
    }

    /** Whether all defaults hold; found out once, as the configuration is read once. */
    private synchronized boolean silent() {
        Boolean known = silent;
        if (known == null) {
            known = surroundings.isSilent();
            silent = known;
        }
        return known;
    }

    synchronized Configuration configuration() {
        Configuration read = configuration;
        if (read == null) {
            read = Configuration.load(surroundings);
            configuration = read;
        }
        return read;
    }

    Machine machine() {
        return machine;
    }

    Time time() {
        return time;
    }

    synchronized TaskExecutor executor() {
        TaskExecutor made = executor;
        if (made == null) {
            made = silent() ? TaskExecutors.threads() : TaskExecutors.of(configuration());
            executor = made;
        }
        return made;
    }

    /** Whether all results are stored. */
    boolean checkpointing() {
        return !silent() && configuration().get(Settings.RESULTS_CHECKPOINTING);
    }

    /** Whether that run is recorded. */
    boolean recorded(RunRequest request) {
        Boolean enabled = request.recording().enabled();
        if (enabled != null) {
            return enabled;
        }
        return request.recording().resumption() != null
                || request.recording().directory() != null
                || !silent() && configuration().get(Settings.RECORDS_ENABLED);
    }

    /** What holds tasks back beside the slots. */
    RunLimits limits() {
        if (silent()) {
            return RunLimits.NONE;
        }
        Configuration set = configuration();
        return new RunLimits(
                set.get(Settings.LIMITS_RESOURCES), set.get(Settings.LIMITS_TAGS), set.get(Settings.LIMITS_RATES));
    }

    /** How long a task of that run is waited for that was asked to stop. */
    Duration grace(RunRequest request) {
        Duration asked = request.grace();
        return asked == null ? configuration().get(Settings.RUN_GRACE) : asked;
    }

    /** The directory for results when memory is tight; null: they stay in memory. */
    @Nullable
    Path spillDirectory() {
        return configuration().get(Settings.RESULTS_SPILL) ? configuration().get(Settings.RESULTS_SPILL_DIR) : null;
    }

    /** From how many bytes on a stored result is not held in memory. */
    long inMemoryLimit() {
        return configuration().get(Settings.RESULTS_IN_MEMORY_LIMIT);
    }

    /** The time zone of that run's dates. */
    ZoneId zone(RunRequest request) {
        ZoneId asked = request.zone();
        return asked == null ? configuration().get(Settings.RUN_ZONE) : asked;
    }

    synchronized ResultStore results() {
        ResultStore made = results;
        if (made == null) {
            made = ResultStores.of(configuration());
            results = made;
        }
        return made;
    }

    /** Who knows the secrets of this process. */
    synchronized SecretProvider secrets() {
        SecretProvider made = secrets;
        if (made == null) {
            made = SecretProviders.of(surroundings, configuration());
            secrets = made;
        }
        return made;
    }

    synchronized Serializer serializer() {
        Serializer made = serializer;
        if (made == null) {
            made = Serializers.json();
            serializer = made;
        }
        return made;
    }

    /** The store at a location that another module knows. */
    static ResultStore open(URI location) {
        for (ResultStoreProvider provider : ServiceLoader.load(ResultStoreProvider.class)) {
            if (provider.handles(location)) {
                try {
                    return provider.open(location);
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            "the result store " + location + " cannot be opened: " + e.getMessage(), e);
                }
            }
        }
        throw new IllegalStateException("no module on the class path opens the result store " + location
                + ". For s3: add dev.reeve:reeve-tasks-aws.");
    }
}
