package dev.reeve.engine;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.run.Machine;
import dev.reeve.engine.time.SystemTime;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.ResultStoreProvider;
import dev.reeve.spi.Serializer;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What runs of this process share unless they bring their own: executor, result store, serializer, clock, as the
 * configuration says. Each is made when first asked for. Thread-safe.
 */
final class Engine {
    private @Nullable Configuration configuration;
    private final Machine machine;
    private final Time time = new SystemTime();
    private @Nullable TaskExecutor executor;
    private @Nullable ResultStore results;
    private @Nullable Serializer serializer;

    /** With the configuration of this process, read when it is first needed, so that who asks is told what is wrong. */
    Engine() {
        this.machine = Machine.THIS;
    }

    Engine(Configuration configuration) {
        this(configuration, Machine.THIS);
    }

    Engine(Configuration configuration, Machine machine) {
        this.configuration = configuration;
        this.machine = machine;
    }

    Machine machine() {
        return machine;
    }

    synchronized Configuration configuration() {
        Configuration read = configuration;
        if (read == null) {
            read = Configuration.load(Surroundings.ofThisProcess());
            configuration = read;
        }
        return read;
    }

    Time time() {
        return time;
    }

    synchronized TaskExecutor executor() {
        TaskExecutor made = executor;
        if (made == null) {
            made = TaskExecutors.of(configuration());
            executor = made;
        }
        return made;
    }

    synchronized ResultStore results() {
        ResultStore made = results;
        if (made == null) {
            made = ResultStores.of(configuration());
            results = made;
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
