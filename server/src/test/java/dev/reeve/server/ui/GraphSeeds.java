package dev.reeve.server.ui;

import dev.reeve.api.Bundle;
import dev.reeve.api.ReeveVersion;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.Registration;
import dev.reeve.client.ReeveClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A flow of many tasks of the same kinds, with a condition, an order and a flow within, and a run of it that goes on. */
final class GraphSeeds {
    private static final String PROJECT = "Warehouse";
    private static final String MOSAIC = "sky-mosaic";
    private static final int IMAGES = 60;
    private static final int PAIRS = 100;

    private final Seeds seeds;
    private final ReeveClient client;
    private final List<RegisteredNode> nodes = new ArrayList<>();
    private final List<RegisteredEdge> edges = new ArrayList<>();
    private @Nullable SeededRun going;
    private int next;

    GraphSeeds(Seeds seeds, ReeveClient client) {
        this.seeds = seeds;
        this.client = client;
    }

    void all() throws InterruptedException {
        structure();
        Bundle bundle = new Bundle("file:/srv/flows/sky.jar", "ef".repeat(32), "com.example.Sky.flow", "here");
        client.register(
                PROJECT,
                new Registration(
                        MOSAIC,
                        "Images of the sky, put together",
                        "e".repeat(64),
                        nodes,
                        edges,
                        List.of(),
                        null,
                        List.of(),
                        "",
                        bundle,
                        new ReeveVersion("0.1.0"),
                        "21"));
        SeededRun run = seeds.run(PROJECT, MOSAIC, "sky-m31", Map.of());
        run.begin(Instant.now().minusSeconds(200));
        next = IMAGES + 40;
        run.successes(next, IMAGES / 2);
        run.fails(next++, "java.io.IOException: image 41 has no stars\n\tat com.example.Sky.fit(Sky.java:31)");
        run.running(next, -1);
        going = run;
        seeds.ids().put("mosaic", run.id());
    }

    /** The one that runs ends well, and the next one begins. */
    void more() throws InterruptedException {
        SeededRun run = going;
        if (run == null) {
            throw new IllegalStateException("no run goes on");
        }
        run.done(next++, -1);
        run.running(next, -1);
    }

    private void structure() {
        for (int image = 0; image < IMAGES; image++) {
            node("project_%03d".formatted(image + 1), "TASK", null);
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            int diff = node("fit_%03d".formatted(pair + 1), "TASK", null);
            edge(pair % IMAGES, diff, "DATA");
            edge((pair * 7 + 1) % IMAGES, diff, "DATA");
        }
        int concat = node("concat_fits", "TASK", null);
        for (int pair = 0; pair < PAIRS; pair++) {
            edge(IMAGES + pair, concat, "DATA");
        }
        int model = node("background_model", "TASK", null);
        edge(concat, model, "DATA");
        int firstBackground = nodes.size();
        for (int image = 0; image < IMAGES; image++) {
            int background = node("background_%03d".formatted(image + 1), "TASK", null);
            edge(image, background, "DATA");
            edge(model, background, "DATA");
        }
        int table = node("image_table", "TASK", null);
        for (int image = 0; image < IMAGES; image++) {
            edge(firstBackground + image, table, "DATA");
        }
        RegisteredGraph within = new RegisteredGraph(
                List.of(single("shrink", "TASK", null), single("render", "TASK", null), single("upload", "TASK", null)),
                List.of(new RegisteredEdge(0, 1, "DATA"), new RegisteredEdge(1, 2, "DATA")));
        int publish = node("publish", "SUBFLOW", within);
        edge(table, publish, "DATA");
        int tell = node("tell_astronomers", "TASK", null);
        edge(table, tell, "GUARD");
        edge(publish, tell, "ORDER");
    }

    private int node(String name, String kind, @Nullable RegisteredGraph inner) {
        nodes.add(single(name, kind, inner));
        return nodes.size() - 1;
    }

    private static RegisteredNode single(String name, String kind, @Nullable RegisteredGraph inner) {
        return new RegisteredNode(
                name, kind, "com.example.Sky." + name, List.of(), false, 1, "WHOLE_NODES", true, List.of(), List.of(), inner);
    }

    private void edge(int from, int to, String kind) {
        edges.add(new RegisteredEdge(from, to, kind));
    }
}
