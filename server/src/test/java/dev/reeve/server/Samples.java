package dev.reeve.server;

import dev.reeve.api.Bundle;
import dev.reeve.api.Event;
import dev.reeve.api.HookTarget;
import dev.reeve.api.JsonType;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.NewHook;
import dev.reeve.api.ReeveVersion;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.Registration;
import dev.reeve.api.StateJson;
import java.time.Instant;
import java.util.List;

/** A flow of two tasks as it is registered, and what its runner tells. */
public final class Samples {
    public static final Instant AT = Instant.parse("2026-11-26T03:00:00.000000001Z");

    private Samples() {}

    public static RegisteredNode node(String name, int retries) {
        return new RegisteredNode(
                name,
                "TASK",
                "com.example.Flow." + name,
                List.of(),
                false,
                retries,
                "WHOLE_NODES",
                true,
                List.of(),
                List.of(),
                null);
    }

    public static Registration registration(String name, String hash) {
        return new Registration(
                name,
                "What it is for",
                hash,
                List.of(node("fetch", 1), node("load", 0)),
                List.of(new RegisteredEdge(0, 1, "DATA")),
                List.of(
                        new RegisteredParameter("country", "String", JsonType.STRING, false, "\"Germany\"", "Where"),
                        new RegisteredParameter("days", "int", JsonType.INTEGER, true, null, "")),
                null,
                List.of(),
                "# Readme",
                new Bundle("file:/srv/flows/shop.jar", "ab".repeat(32), "com.example.Flow.flow", "here"),
                new ReeveVersion("0.1.0"),
                "21");
    }

    public static NewHook hook(String name, HookTarget target, String... states) {
        return new NewHook(name, null, List.of(states), null, null, false, false, target);
    }

    public static NewAgentSession agent(String... labels) {
        return new NewAgentSession("worker", "host-1", List.of(labels), 4, "0.1.0");
    }

    public static StateJson plain(String name) {
        return StateJson.of(name, null);
    }

    public static StateJson tries(String name, int attempt, int failed) {
        return new StateJson(name, null, attempt, failed, null, null, null, null, null, null);
    }

    public static Event flow(String from, StateJson to) {
        return Event.state(-1, -1, AT, from, to);
    }

    public static Event task(int node, String from, StateJson to) {
        return Event.state(node, -1, AT, from, to);
    }

    /** All of a task that succeeds at once. */
    public static List<Event> success(int node) {
        return List.of(
                task(node, "Pending", tries("Queued", 1, 0)),
                task(node, "Queued", tries("Running", 1, 0)),
                Event.stored(node, -1, AT, "file:/results/" + node, "c0ffee"),
                task(node, "Running", plain("Success")));
    }

    public static Event ended() {
        return flow("Running", StateJson.of("Success", "all reference tasks succeeded"));
    }
}
