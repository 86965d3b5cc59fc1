package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.secret;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.Secret;
import dev.reeve.Signal;
import dev.reeve.Task;
import dev.reeve.TaskRun;
import dev.reeve.graph.Effects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The orders of a day, fetched page by page, added up and loaded. */
final class DailyOrders {
    private DailyOrders() {}

    record Order(int number, String city, int amount) {}

    static List<Integer> listPages(LocalDate day) {
        return List.of(1, 2, 3);
    }

    /** A shop that is closed for the night is asked again in the morning. */
    @Task(retries = 3, retryDelay = "PT6H", timeout = "PT10M", effects = Effects.IDEMPOTENT)
    static List<Order> fetch(int page, Secret token) throws IOException {
        if (token.reveal().isEmpty()) {
            return List.of();
        }
        throw new IOException("page " + page + " of the shop cannot be reached from here");
    }

    static List<Order> collect(List<List<Order>> pages) {
        List<Order> orders = new ArrayList<>();
        pages.forEach(orders::addAll);
        TaskRun.current().logger().info("{} orders on {} pages", orders.size(), pages.size());
        return orders;
    }

    static int total(List<Order> orders) {
        if (orders.isEmpty()) {
            throw Signal.skip("a day without orders");
        }
        return orders.stream().mapToInt(Order::amount).sum();
    }

    /** Writes the same file again if it is called again. */
    @Task(effects = Effects.IDEMPOTENT)
    static void load(int total, Path file) {
        try {
            Files.writeString(file, "total " + total + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flow. */
    static Flow flow() {
        return Flow.define("daily-orders", f -> {
            Parameter<LocalDate> day = f.parameter("day", LocalDate.of(2026, 1, 2));
            Parameter<Path> file = f.parameter("file", Path.class);

            Output<List<Integer>> pages = f.task(DailyOrders::listPages, day);
            Output<List<List<Order>>> fetched = f.map(DailyOrders::fetch, each(pages), secret("shop-token"));
            Output<List<Order>> orders = f.task(DailyOrders::collect, fetched);
            Output<Integer> total = f.task(DailyOrders::total, orders);
            f.action(DailyOrders::load, total, file);
        });
    }

    static String publish(Approval approval) {
        return approval.approved() ? "published" : "kept back";
    }

    /** A flow that asks somebody. */
    static Flow asking() {
        return Flow.define("asking", f -> {
            Output<Approval> asked = f.approval("Publish the report?").named("ask");
            f.task(DailyOrders::publish, asked);
        });
    }
}
