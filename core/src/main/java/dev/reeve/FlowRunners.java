package dev.reeve;

import dev.reeve.spi.FlowRunner;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the engine. */
final class FlowRunners {
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
        Iterator<FlowRunner> found =
                ServiceLoader.load(FlowRunner.class, loader).iterator();
        return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }
}
