package dev.reeve.client;

import dev.reeve.api.Limit;
import dev.reeve.api.NewLimit;
import dev.reeve.api.Page;
import tools.jackson.core.type.TypeReference;

/** How many runs with a label go on at once, as a server keeps it. Throws as {@link ReeveClient} does. Thread-safe. */
public final class Limits {
    private final Connection server;

    Limits(Connection server) {
        this.server = server;
    }

    /** All, by label. */
    public Page<Limit> all() throws InterruptedException {
        return server.get("/limits", new TypeReference<>() {});
    }

    /** Sets or changes one; for admins. */
    public Limit set(String label, int most) throws InterruptedException {
        return server.post("/limits", new NewLimit(label, most), new TypeReference<>() {});
    }

    /** Takes one away; for admins. */
    public void remove(String label) throws InterruptedException {
        server.delete("/limits/" + Connection.escaped(label));
    }
}
