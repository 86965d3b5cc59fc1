package dev.reeve.client;

import dev.reeve.api.NewSecret;
import dev.reeve.api.Page;
import dev.reeve.api.StoredSecret;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * The secrets of a server, for who sets them: values go in and never come out. A project of null: those of all projects,
 * for admins. Thread-safe. Throws as {@link ReeveClient} does.
 */
public final class Secrets {
    private final Connection server;

    Secrets(Connection server) {
        this.server = server;
    }

    private static String path(@Nullable String project) {
        return project == null ? "/secrets" : "/projects/" + Connection.escaped(project) + "/secrets";
    }

    /** What is known of them, by name. */
    public Page<StoredSecret> list(@Nullable String project) throws InterruptedException {
        return server.get(path(project), new TypeReference<>() {});
    }

    /** Keeps that one, in place of the one of its name. */
    public void set(@Nullable String project, NewSecret secret) throws InterruptedException {
        server.post(path(project), secret);
    }

    /** Deletes the one of that name, at once. */
    public void delete(@Nullable String project, String name) throws InterruptedException {
        server.delete(path(project) + "/" + Connection.escaped(name));
    }
}
