package dev.reeve.agent;

import dev.reeve.Flow;
import dev.reeve.api.Bundle;
import dev.reeve.api.FlowVersion;
import dev.reeve.api.Registration;
import dev.reeve.client.ReeveClient;
import dev.reeve.engine.record.StructureHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Reeve server, for programs that have flows: {@code Reeve.connect(url, key).register(CovidFlow.flow(), "Demo")}.
 * Thread-safe.
 */
public final class Reeve implements AutoCloseable {
    private final ReeveClient client;
    private final String key;

    private Reeve(ReeveClient client, String key) {
        this.client = client;
        this.key = key;
    }

    /**
     * The server at that address; nothing is sent yet.
     *
     * @param key what {@code reeve token create} printed
     * @throws IllegalArgumentException if that is no address of a server
     */
    public static Reeve connect(String url, String key) {
        return new Reeve(ReeveClient.at(URI.create(url), key), key);
    }

    /** All else that can be asked of the server. Closed with this. */
    public ReeveClient client() {
        return client;
    }

    /**
     * Makes a flow known to the server, or a new version of it. Runners on this computer find it as a public static
     * method without arguments of the class that calls this.
     *
     * @throws IllegalArgumentException if there is no such method, or the class comes from no jar or directory
     * @throws dev.reeve.client.RefusedException if the server refuses, as for a project that there is not
     * @throws dev.reeve.client.UnavailableException if it cannot be reached
     */
    public FlowVersion register(Flow flow, String project) throws InterruptedException {
        Class<?> caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass();
        return register(flow, project, caller, List.of());
    }

    /**
     * The same for a flow that a method of another class makes, and for agents that have those labels. It gets the label
     * {@code host:NAME} of this computer besides, which the agents on it have.
     */
    public FlowVersion register(Flow flow, String project, Class<?> holder, List<String> labels)
            throws InterruptedException {
        String entry = holder.getName().replace('$', '.') + "." + method(flow, holder);
        Bundle bundle;
        try {
            bundle = Bundles.of(code(holder), entry);
        } catch (IOException e) {
            throw new UncheckedIOException("the code of flow \"" + flow.name() + "\" cannot be read", e);
        }
        List<String> all = new ArrayList<>(labels);
        all.add("host:" + Bundles.host()); // where the code is; every agent on this computer has it
        Registration registration = Registrations.of(flow, bundle, all, "", version());
        return client.register(project, registration);
    }

    /**
     * An agent that carries out runs in this process: of the flows that public static methods without arguments of those
     * classes make. Set up, and not yet started.
     */
    public OwnAgent agent(Class<?>... holders) {
        return OwnAgent.of(client.server(), key, List.of(holders));
    }

    static String version() {
        return Optional.ofNullable(Reeve.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static String method(Flow flow, Class<?> holder) {
        String hash = StructureHash.of(flow.graph());
        if (Modifier.isPublic(holder.getModifiers())) {
            for (Method method : holder.getDeclaredMethods()) {
                if (makes(method) && same(method, flow, hash)) {
                    return method.getName();
                }
            }
        }
        throw new IllegalArgumentException("No method of " + holder.getName() + " makes flow \"" + flow.name()
                + "\" for a runner, which is another process. Give a public class a method such as: public static Flow"
                + " flow() { return Flow.define(\"" + flow.name() + "\", f -> { .. }); }");
    }

    static boolean makes(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 0
                && Flow.class.isAssignableFrom(method.getReturnType());
    }

    private static boolean same(Method method, Flow flow, String hash) {
        try {
            return method.invoke(null) instanceof Flow made
                    && made.name().equals(flow.name())
                    && StructureHash.of(made.graph()).equals(hash);
        } catch (IllegalAccessException | InvocationTargetException e) { // another flow, which is broken
            return false;
        }
    }

    static Path code(Class<?> holder) {
        CodeSource source = holder.getProtectionDomain().getCodeSource();
        try {
            if (source != null && source.getLocation() != null) {
                return Path.of(source.getLocation().toURI());
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException(
                holder.getName() + " comes from no jar and no directory, so no other process could load it");
    }

    @Override
    public void close() {
        client.close();
    }
}
