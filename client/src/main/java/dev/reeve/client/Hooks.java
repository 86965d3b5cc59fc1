package dev.reeve.client;

import dev.reeve.api.CreatedHook;
import dev.reeve.api.Hook;
import dev.reeve.api.HookDelivery;
import dev.reeve.api.HookDraft;
import dev.reeve.api.HookMessage;
import dev.reeve.api.NewHook;
import dev.reeve.api.Page;
import tools.jackson.core.type.TypeReference;

/** The hooks of a server: who is told what becomes of runs. Thread-safe. Throws as {@link ReeveClient} does. */
public final class Hooks {
    private final Connection server;

    Hooks(Connection server) {
        this.server = server;
    }

    private static String of(String project) {
        return "/projects/" + Connection.escaped(project) + "/hooks";
    }

    private static String hook(String id) {
        return "/hooks/" + Connection.escaped(id);
    }

    /** Those of a project, by name. */
    public Page<Hook> list(String project) throws InterruptedException {
        return server.get(of(project), new TypeReference<>() {});
    }

    /** Makes one. A signing key that the server made will not be shown again. */
    public CreatedHook create(String project, NewHook hook) throws InterruptedException {
        return server.post(of(project), hook, new TypeReference<>() {});
    }

    /** Deletes one, and what it was still to tell. */
    public void delete(String id) throws InterruptedException {
        server.delete(hook(id));
    }

    /** What one would send about the newest run that it tells of. Nothing is sent. */
    public HookMessage preview(String id) throws InterruptedException {
        return server.post(hook(id) + "/preview", null, new TypeReference<>() {});
    }

    /** The same of one that is not made yet. */
    public HookMessage preview(String project, HookDraft draft) throws InterruptedException {
        return server.post(of(project) + ":preview", draft, new TypeReference<>() {});
    }

    /** Sends a sample, once, and answers what became of it. */
    public HookDelivery test(String id) throws InterruptedException {
        return server.post(hook(id) + "/test", null, new TypeReference<>() {});
    }

    /** Lets one tell again that was disabled. */
    public Hook enable(String id) throws InterruptedException {
        return server.post(hook(id) + "/enable", null, new TypeReference<>() {});
    }

    /**
     * What one told and has to tell, the newest first.
     *
     * @param limit at most so many; 1 to 1,000
     */
    public Page<HookDelivery> deliveries(String id, int limit) throws InterruptedException {
        return server.get(hook(id) + "/deliveries" + new Query().with("limit", limit), new TypeReference<>() {});
    }
}
