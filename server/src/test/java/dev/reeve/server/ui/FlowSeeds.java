package dev.reeve.server.ui;

import dev.reeve.api.Bundle;
import dev.reeve.api.JsonType;
import dev.reeve.api.ReeveVersion;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.Registration;
import dev.reeve.client.ReeveClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What pages of flows are looked at with: one with a readme, a schedule, two versions and runs that went well and did not. */
final class FlowSeeds {
    private static final String PROJECT = "Warehouse";
    private static final String NIGHTLY = "shop-nightly";
    private static final String README = """
            # The shop, every night

            Loads yesterday's orders into the **warehouse** and tells `#data` how many there were.
            See [the handbook](https://example.com/handbook) or [this](javascript:alert(1)).

            - a day again: `reeve run shop-nightly -p Warehouse -P day=2026-11-25`
            - stuck at *load*? The warehouse restarts at 04:10.

            ```
            %s
            ```
            """.formatted(Seeds.HOSTILE);

    private static final List<RegisteredParameter> PARAMETERS = List.of(
            new RegisteredParameter("day", "LocalDate", JsonType.STRING, true, null, "Of which day the orders are"),
            new RegisteredParameter("country", "String", JsonType.STRING, false, "\"Germany\"", "Only from there"),
            new RegisteredParameter("limit", "int", JsonType.INTEGER, false, "1000", "How many at most"));

    private static final List<String> ERRORS = List.of(
            "java.net.SocketTimeoutException: warehouse did not answer within 30 s",
            "java.sql.SQLException: duplicate key value violates unique constraint \"orders_pkey\"",
            "java.net.SocketTimeoutException: warehouse did not answer within 30 s");

    private final Seeds seeds;
    private final ReeveClient client;

    /** Nights of a year, as if it had run: most went well (8), some failed (11), one a month was cancelled (15). */
    static void months(Handle handle) {
        handle.execute("""
                insert into run_hour (project_id, hour, flow_id, state, runs)
                select f.project_id, date_trunc('hour', now()) - d * interval '1 day', f.id,
                    case when d % 13 = 4 then 11 when d % 30 = 7 then 15 else 8 end, 1 + d % 3
                from generate_series(40, 330) as d, flow f
                where f.name = ? and d % 7 <> 2
                """, NIGHTLY);
    }

    FlowSeeds(Seeds seeds, ReeveClient client) {
        this.seeds = seeds;
        this.client = client;
    }

    /** The identifier of the flow. */
    String all() throws InterruptedException {
        String id = client.register(
                        PROJECT,
                        registration(
                                "a",
                                List.of("token", "orders", "customers", "join", "load"),
                                List.of(1, 0, 0, 0, 1),
                                PARAMETERS.subList(0, 2)))
                .flowId();
        runs(8, 5, 4, 7, 0);
        client.register(
                PROJECT,
                registration(
                        "b",
                        List.of("token", "orders", "customers", "join", "check", "load", "tell"),
                        List.of(1, 3, 0, 0, 0, 1, 0),
                        PARAMETERS));
        runs(14, 7, 5, 4, 8);
        return id;
    }

    private void runs(int count, int tasks, int load, int failsEach, int from) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String day = "2026-11-%02d".formatted(3 + from + i);
            SeededRun run = seeds.run(PROJECT, NIGHTLY, "shop-" + day, Map.of("day", day));
            boolean fails = i % failsEach == failsEach - 2;
            run.begin(Instant.now().minusSeconds(5_000L - 200L * (from + i)));
            for (int node = 0; node < tasks; node++) {
                if (fails && node == load) {
                    run.fails(node, ERRORS.get(i % ERRORS.size()) + "\n\tat com.example.Shop.load(Shop.java:7)");
                    if (node + 1 < tasks) {
                        run.skip(node + 1, "TriggerFailed", "not all upstreams succeeded");
                    }
                    break;
                }
                run.success(node, -1, Duration.ofMillis(900L + (i * 37L + node * 911L) % 7_000));
            }
            run.end(
                    fails ? "Failed" : "Success",
                    fails ? ERRORS.get(i % ERRORS.size()) : "all reference tasks succeeded");
            seeds.ids().put(fails ? "shop-failed" : "shop", run.id());
        }
    }

    /** A flow that never ran. */
    void quiet() throws InterruptedException {
        client.register(PROJECT, registration("quiet", "d", List.of("only"), List.of(), List.of(), null, ""));
    }

    /** Some tasks and runs, by thousands: for a look at a grid, and for its measures. */
    void grid(int tasks, int runs) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            names.add("step_%03d".formatted(i));
        }
        client.register(PROJECT, registration("wide", "c", names, List.of(), PARAMETERS.subList(1, 2), null, ""));
        for (int i = 0; i < runs; i++) {
            SeededRun run = seeds.run(PROJECT, "wide", "wide-" + i, Map.of());
            run.begin(Instant.now().minusSeconds(4_000L - 60L * i));
            run.successes(tasks, (i * 13) % (tasks * 3));
            run.end("Success", "all reference tasks succeeded");
        }
    }

    private static Registration registration(
            String version, List<String> tasks, List<Integer> retries, List<RegisteredParameter> parameters) {
        Map<String, Object> clock = Map.of(
                "timing",
                Map.of("kind", "cron", "expression", "0 3 * * *", "days", "either"),
                "zone",
                "Europe/Berlin",
                "parameters",
                Map.of("day", "yesterday"));
        return registration(
                NIGHTLY, version, tasks, retries, parameters, Map.of("format", 1, "clocks", List.of(clock)), README);
    }

    private static Registration registration(
            String name,
            String version,
            List<String> tasks,
            List<Integer> retries,
            List<RegisteredParameter> parameters,
            @Nullable Map<String, Object> schedule,
            String readme) {
        List<RegisteredNode> nodes = new ArrayList<>();
        List<RegisteredEdge> edges = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            nodes.add(new RegisteredNode(
                    tasks.get(i),
                    "TASK",
                    "com.example.Shop." + tasks.get(i),
                    tasks.get(i).equals("load") ? List.of("warehouse") : List.of(),
                    false,
                    i < retries.size() ? retries.get(i) : 0,
                    "WHOLE_NODES",
                    true,
                    tasks.get(i).equals("join") ? List.of("shop.customers") : List.of(),
                    tasks.get(i).equals("load") ? List.of("warehouse.orders") : List.of(),
                    null));
            if (i > 0) {
                edges.add(new RegisteredEdge(tasks.get(i).equals("customers") ? 0 : i - 1, i, "DATA"));
            }
        }
        Bundle bundle = new Bundle("file:/srv/flows/shop.jar", version.repeat(64), "com.example.Shop.nightly", "here");
        return new Registration(
                name,
                readme.isEmpty() ? "" : "Yesterday's orders into the warehouse",
                version.repeat(64),
                nodes,
                edges,
                parameters,
                schedule,
                List.of(),
                readme,
                bundle,
                new ReeveVersion("0.1.0"),
                "21");
    }
}
