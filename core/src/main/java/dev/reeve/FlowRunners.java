package dev.reeve;

import dev.reeve.spi.FlowRunner;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the engine: ours, or another one that the class path offers to {@link ServiceLoader}. */
final class FlowRunners {
    /** Asked for by its name: ServiceLoader looks into every jar, which is a good part of the time of a small flow. */
    private static final String OURS = "dev.reeve.engine.LocalFlowRunner";

    /** The one beside this class. Looked for once: it does not come or go while the process lives. */
    private static final class Beside {
        private static final Optional<FlowRunner> FOUND = first(FlowRunners.class.getClassLoader());
    }

    private FlowRunners() {}

    static FlowRunner find() {
        return Beside.FOUND.isPresent()
                ? Beside.FOUND.get()
                : require(Thread.currentThread().getContextClassLoader());
    }

    /** The engine that this class loader knows. */
    static FlowRunner require(@Nullable ClassLoader loader) {
        return first(loader)
                .orElseThrow(() -> new IllegalStateException("There is no engine on the class path, so no flow can run."
                        + " Add dev.reeve:reeve-engine to your dependencies, or dev.reeve:reeve, which brings it."));
    }

    private static Optional<FlowRunner> first(@Nullable ClassLoader loader) {
        try {
            Class<?> ours = Class.forName(OURS, true, loader);
            return Optional.of((FlowRunner) ours.getConstructor().newInstance());
        } catch (ClassNotFoundException none) {
            return offered(loader);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "The engine on the class path cannot be used: " + e
                            + ". Give dev.reeve:reeve-core and dev.reeve:reeve-engine the same version.",
                    e);
        }
    }

    private static Optional<FlowRunner> offered(@Nullable ClassLoader loader) {
        Iterator<FlowRunner> found =
                ServiceLoader.load(FlowRunner.class, loader).iterator();
        return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }
}
