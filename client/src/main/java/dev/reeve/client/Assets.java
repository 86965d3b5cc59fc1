package dev.reeve.client;

import dev.reeve.api.Asset;
import dev.reeve.api.AssetEvent;
import dev.reeve.api.Page;
import dev.reeve.api.Provenance;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Data outside of flows, and what results were made from. Throws as {@link ReeveClient} does. Thread-safe. */
public final class Assets {
    private final Connection server;

    Assets(Connection server) {
        this.server = server;
    }

    /**
     * Assets by name.
     *
     * @param project of that one; null: of all that are seen
     * @param name that one only; null: all
     * @param text that names have; null: any
     * @param cursor of the page before; null: the first
     */
    public Page<Asset> list(
            @Nullable String project, @Nullable String name, @Nullable String text, @Nullable String cursor)
            throws InterruptedException {
        Query query = new Query()
                .with("project", project)
                .with("name", name)
                .with("text", text)
                .with("cursor", cursor);
        return server.get("/assets" + query, new TypeReference<>() {});
    }

    /**
     * When task runs made and read one, the newest first.
     *
     * @param produced only where it was made, or only where it was read; null: both
     */
    public Page<AssetEvent> events(
            String project, String name, @Nullable Boolean produced, int limit, @Nullable String cursor)
            throws InterruptedException {
        Query query = new Query()
                .with("project", project)
                .with("name", name)
                .with("produced", produced)
                .with("limit", limit)
                .with("cursor", cursor);
        return server.get("/assets/events" + query, new TypeReference<>() {});
    }

    /** What a task run's result was made from. */
    public Provenance provenance(String runId, int node, int child) throws InterruptedException {
        Query query = new Query().with("node", node).with("child", child);
        return server.get(
                "/flow-runs/" + Connection.escaped(runId) + "/task-runs/provenance" + query, new TypeReference<>() {});
    }
}
