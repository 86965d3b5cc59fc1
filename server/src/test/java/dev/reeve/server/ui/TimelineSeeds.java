package dev.reeve.server.ui;

import dev.reeve.api.Event;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.StateJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run in which tasks wait for each other, a limit, a person and another attempt, with hours in which nothing happens. */
final class TimelineSeeds {
    private static final int SHARDS = 8;
    private static final int PAGES = 48;
    private static final int BATCH = 2_000;

    private final Seeds seeds;
    private @Nullable SeededRun night;
    private int next = 12;

    TimelineSeeds(Seeds seeds) {
        this.seeds = seeds;
    }

    void all() throws InterruptedException {
        List<String> tasks = Stream.of(
                        Stream.of("config", "*pages"),
                        IntStream.range(0, SHARDS).mapToObj(i -> "shard_" + i),
                        Stream.of("merge", "approve", "publish"))
                .flatMap(some -> some)
                .toList();
        seeds.register("Warehouse", "nightly", tasks, edges());
        SeededRun run = seeds.run("Warehouse", "nightly", "nightly-2026-11-25", Map.of());
        Instant begin = Instant.now().minus(Duration.ofHours(4));
        run.begin(begin);
        task(run, 0, -1, begin, 0, 3_000);
        pages(run, begin.plusSeconds(3));
        for (int i = 0; i < SHARDS; i++) {
            // two at a time: the others wait for the limit
            task(run, 2 + i, -1, begin.plusSeconds(32), i / 2 * 21_000L, 20_000 + i * 137L);
            run.called(2 + i, -1, 1, i % 2 == 0 ? "w1 (process 4711 on node3)" : "w2 (process 815 on node7)");
        }
        merge(run, begin.plusSeconds(120));
        approve(run, begin.plusSeconds(140), begin.plusSeconds(140 + 7_200));
        task(run, 4 + SHARDS, -1, begin.plusSeconds(7_350), 400, 12_000);
        run.at(begin.plusSeconds(7_365)).end("Success", "all reference tasks succeeded");
        seeds.ids().put("nightly", run.id());
        goesOn(seeds.run("Warehouse", "nightly", "nightly-2026-11-26", Map.of()));
    }

    private void goesOn(SeededRun run) throws InterruptedException {
        Instant begin = Instant.now().minusSeconds(50);
        run.begin(begin);
        task(run, 0, -1, begin, 0, 3_000);
        run.tell(Event.state(1, -1, begin.plusSeconds(3), "Pending", named("Mapped", null, null, PAGES)));
        for (int child = 0; child < 12; child++) {
            task(run, 1, child, begin.plusSeconds(3), child / 6 * 3_100L, 2_000);
        }
        seeds.ids().put("night", run.id());
        night = run;
    }

    /** One thing more, by its name. */
    void more(String what) throws InterruptedException {
        SeededRun run = night;
        if (what.equals("many")) {
            many(10_000); // for a look at a large run
        } else if (run != null) {
            task(run, 1, next++, Instant.now().minusSeconds(2), 0, 1_000);
        }
    }

    private static List<RegisteredEdge> edges() {
        Stream<RegisteredEdge> shards = IntStream.range(2, 2 + SHARDS)
                .boxed()
                .flatMap(i -> Stream.of(new RegisteredEdge(1, i, "DATA"), new RegisteredEdge(i, 2 + SHARDS, "DATA")));
        Stream<RegisteredEdge> rest = Stream.of(
                new RegisteredEdge(0, 1, "DATA"),
                new RegisteredEdge(2 + SHARDS, 3 + SHARDS, "ORDER"),
                new RegisteredEdge(3 + SHARDS, 4 + SHARDS, "DATA"));
        return Stream.concat(shards, rest).toList();
    }

    private static void pages(SeededRun run, Instant begin) throws InterruptedException {
        run.tell(Event.state(1, -1, begin, "Pending", named("Mapped", null, null, PAGES)));
        for (int child = 0; child < PAGES; child++) {
            task(run, 1, child, begin, child / 6 * 3_100L, 2_000 + child * 31L % 1_700);
        }
        run.tell(Event.state(1, -1, begin.plusSeconds(28), "Mapped", StateJson.of("Success", null)));
    }

    private static void task(SeededRun run, int node, int child, Instant ready, long waits, long takes)
            throws InterruptedException {
        Instant start = ready.plusMillis(waits);
        run.tell(Event.state(node, child, ready, "Pending", queued(null)));
        if (waits > 1_000 && child < 0) {
            run.tell(Event.state(node, child, ready, "Queued", queued("the limit of tag \"db\"")));
            run.tell(Event.state(node, child, start, "Queued", queued(null)));
        }
        run.tell(
                Event.state(node, child, start, "Queued", named("Running", null, null, null)),
                Event.stored(node, child, start.plusMillis(takes), "file:/results/nightly/" + node, "c0ffee"),
                Event.state(node, child, start.plusMillis(takes), "Running", StateJson.of("Success", null)));
    }

    private static void merge(SeededRun run, Instant ready) throws InterruptedException {
        int node = 2 + SHARDS;
        Instant failed = ready.plusSeconds(5);
        Instant again = failed.plusSeconds(6);
        String cause = "IOException: the warehouse closed the connection";
        run.tell(
                Event.state(node, -1, ready, "Pending", queued(null)),
                Event.state(node, -1, ready, "Queued", named("Running", null, null, null)),
                Event.failed(node, -1, failed, 1, "java.io." + cause),
                Event.state(
                        node,
                        -1,
                        failed,
                        "Running",
                        new StateJson("Retrying", cause, 2, 1, again, null, null, null, null, null)),
                Event.state(
                        node,
                        -1,
                        again,
                        "Retrying",
                        new StateJson("Queued", null, 2, 1, null, null, null, null, null, null)),
                Event.state(
                        node,
                        -1,
                        again,
                        "Queued",
                        new StateJson("Running", null, 2, 1, null, null, null, null, null, null)),
                Event.stored(node, -1, again.plusSeconds(8), "file:/results/nightly/" + node, "c0ffee"),
                Event.state(node, -1, again.plusSeconds(8), "Running", StateJson.of("Success", null)));
    }

    private static void approve(SeededRun run, Instant asked, Instant answered) throws InterruptedException {
        int node = 3 + SHARDS;
        run.tell(
                Event.state(node, -1, asked, "Pending", named("Paused", "somebody has to approve", null, null)),
                Event.state(node, -1, answered, "Paused", queued(null)),
                Event.state(node, -1, answered, "Queued", named("Running", null, null, null)),
                Event.stored(node, -1, answered.plusSeconds(1), "file:/results/nightly/" + node, "c0ffee"),
                Event.state(node, -1, answered.plusSeconds(1), "Running", StateJson.of("Success", null)));
    }

    private static StateJson queued(@Nullable String reason) {
        return named("Queued", reason, null, null);
    }

    private static StateJson named(
            String name, @Nullable String message, @Nullable Instant until, @Nullable Integer width) {
        Integer attempt = name.equals("Mapped") ? null : 1;
        Integer failed = name.equals("Mapped") ? null : 0;
        return new StateJson(name, message, attempt, failed, null, until, width, null, null, null);
    }

    /** A run of so many tasks, one after the other. */
    private void many(int count) throws InterruptedException {
        String name = "large-" + count;
        seeds.register(
                "Warehouse",
                name,
                IntStream.range(0, count).mapToObj(i -> "step_" + i).toArray(String[]::new));
        SeededRun run = seeds.run("Warehouse", name, name, Map.of());
        Instant begin = Instant.now().minus(Duration.ofHours(2));
        run.begin(begin);
        List<Event> events = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            Instant start = begin.plusMillis(node * 600L);
            Instant end = start.plusMillis(590);
            events.add(Event.state(node, -1, start, "Pending", queued(null)));
            events.add(Event.state(node, -1, start, "Queued", named("Running", null, null, null)));
            events.add(Event.stored(node, -1, end, "file:/results/large/" + node, "c0ffee"));
            events.add(Event.state(node, -1, end, "Running", StateJson.of("Success", null)));
            if (events.size() >= BATCH) {
                run.tell(events.toArray(Event[]::new));
                events.clear();
            }
        }
        run.tell(events.toArray(Event[]::new));
        run.at(begin.plusMillis(count * 600L)).end("Success", "all reference tasks succeeded");
        seeds.ids().put(name, run.id());
    }
}
