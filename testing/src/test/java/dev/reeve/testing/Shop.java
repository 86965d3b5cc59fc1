package dev.reeve.testing;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.ResultFlow;
import dev.reeve.Signal;
import dev.reeve.Task;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.graph.Effects;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A flow as users have them: what it loads goes into a list that is outside of it. */
final class Shop {
    record Order(int id, String city, int amount) {}

    final List<String> loaded = new ArrayList<>();

    static List<Integer> pages(int pages) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < pages; i++) {
            all.add(i);
        }
        return all;
    }

    @Task(retries = 2, retryDelay = "PT6H", effects = Effects.IDEMPOTENT)
    static List<Order> fetch(int page) throws IOException {
        throw new IOException("no shop to ask for page " + page);
    }

    static int total(List<List<Order>> pages) {
        TaskRun.current().logger().info("Adding up {} pages", pages.size());
        int total = pages.stream().flatMap(List::stream).mapToInt(Order::amount).sum();
        TaskRun.current().artifact(Artifact.markdown("total", "**" + total + "**"));
        return total;
    }

    static void warn(int total) {
        if (total < 1000) {
            throw Signal.skip("nothing to warn of");
        }
    }

    @Task(effects = Effects.AT_LEAST_ONCE)
    void load(int total) {
        loaded.add("total " + total);
    }

    ResultFlow<Integer> flow() {
        return Flow.returning("shop", f -> {
            Parameter<Integer> pages = f.parameter("pages", 3);
            Output<List<Integer>> numbers = f.task(Shop::pages, pages);
            Output<List<List<Order>>> orders = f.map(Shop::fetch, each(numbers));
            Output<Integer> total = f.task(Shop::total, orders);
            f.action(Shop::warn, total);
            f.action(this::load, total).retries(1, Duration.ofMinutes(5));
            return total;
        });
    }

    static List<Order> fake(int page) {
        return List.of(new Order(page, "Rome", 10), new Order(100 + page, "Oslo", page));
    }
}
