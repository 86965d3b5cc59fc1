package dev.reeve.client;

import dev.reeve.api.Limit;
import dev.reeve.api.LimitKind;
import dev.reeve.api.LimitUse;
import dev.reeve.api.NewLimit;
import dev.reeve.api.Page;
import java.util.Locale;
import tools.jackson.core.type.TypeReference;

/** How many runs with a label, and tasks with a tag, go on at once, as a server keeps it. Throws as {@link ReeveClient} does. Thread-safe. */
public final class Limits {
    private final Connection server;

    Limits(Connection server) {
        this.server = server;
    }

    /** All, by kind and name. */
    public Page<Limit> all() throws InterruptedException {
        return server.get("/limits", new TypeReference<>() {});
    }

    /** Who has the places of one, and who waits. */
    public LimitUse use(LimitKind kind, String name) throws InterruptedException {
        return server.get(path(kind, name), new TypeReference<>() {});
    }

    /** Sets or changes one; for admins. */
    public Limit set(LimitKind kind, String name, int most) throws InterruptedException {
        return server.post("/limits", new NewLimit(kind, name, most), new TypeReference<>() {});
    }

    /** Takes one away; for admins. */
    public void remove(LimitKind kind, String name) throws InterruptedException {
        server.delete(path(kind, name));
    }

    private static String path(LimitKind kind, String name) {
        return "/limits/" + kind.name().toLowerCase(Locale.ROOT) + "/" + Connection.escaped(name);
    }
}
