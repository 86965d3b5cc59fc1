package dev.reeve.cli.agent;

import dev.reeve.Flow;
import dev.reeve.agent.FlowSource;
import dev.reeve.cli.code.UserCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The flows of this process's code, loaded once. The thread that asks works with that code from then on. Thread-safe. */
final class BundleFlows implements FlowSource, AutoCloseable {
    private final Map<Path, Opened> opened = new HashMap<>();
    private final Map<String, Flow> flows = new HashMap<>();

    private record Opened(UserCode code, ClassLoader loader) {}

    @Override
    public synchronized Flow flow(Path jar, String entry) {
        Opened code = opened.computeIfAbsent(jar, BundleFlows::open);
        Thread.currentThread().setContextClassLoader(code.loader());
        return flows.computeIfAbsent(
                jar + " " + entry, key -> code.code().flow(entry).flow());
    }

    private static Opened open(Path jar) {
        UserCode code = UserCode.open(jar.toString(), "", Path.of("").toAbsolutePath());
        return new Opened(code, Thread.currentThread().getContextClassLoader());
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(code -> code.code().close());
    }
}
