package dev.reeve.agent;

import dev.reeve.Flow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The flows of classes that this process has loaded. Thread-safe. */
final class OwnFlows implements FlowSource {
    private record Own(Method method, String sha256) {}

    private final Map<String, Own> flows = new LinkedHashMap<>();

    /**
     * Those of public static methods without arguments.
     *
     * @throws IllegalArgumentException if a class has none, is not public, or comes from no jar and no directory
     */
    OwnFlows(List<Class<?>> holders) {
        for (Class<?> holder : holders) {
            String sha256 = sum(Reeve.code(holder));
            int before = flows.size();
            for (Method method : holder.getMethods()) {
                if (Reeve.makes(method)) {
                    flows.put(holder.getName().replace('$', '.') + "." + method.getName(), new Own(method, sha256));
                }
            }
            if (flows.size() == before) {
                throw new IllegalArgumentException(holder.getName() + " has no method such as: public static Flow"
                        + " flow() { return Flow.define(..); }");
            }
        }
        if (flows.isEmpty()) {
            throw new IllegalArgumentException("An agent in this process needs classes that have flows. Name them.");
        }
    }

    private static String sum(Path code) {
        try {
            return BundleFiles.sum(code);
        } catch (IOException e) {
            throw new UncheckedIOException("the code at " + code + " cannot be read", e);
        }
    }

    @Override
    public Flow flow(Path code, String entry) {
        Own own = flows.get(entry);
        if (own == null) {
            throw new UnfitRunException("The agent that took it carries out flows of its own process alone, "
                    + String.join(", ", flows.keySet()) + ", and this is " + entry
                    + ". Give such flows a label, and that agent the same, or start another: reeve agent start.");
        }
        if (!own.sha256().equals(sum(code))) {
            throw new UnfitRunException("The code at " + code + " was built anew since the agent's process began, which"
                    + " still has the old one. Start that process again.");
        }
        try {
            return (Flow) own.method().invoke(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(own.method() + " cannot be called", e);
        } catch (InvocationTargetException e) {
            throw new UnfitRunException("The flow cannot be defined: " + e.getCause());
        }
    }
}
