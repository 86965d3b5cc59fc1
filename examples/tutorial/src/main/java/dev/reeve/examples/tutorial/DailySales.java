package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import java.util.List;

public final class DailySales {
    public static Flow flow() {
        return Flow.define("daily-sales", f -> {
            Parameter<Integer> day = f.parameter("day", 7);
            Output<List<Integer>> orders = f.task(DailySales::readOrders, day);
            Output<Integer> total = f.task(DailySales::total, orders);
            f.action(DailySales::print, day, total);
        });
    }

    static List<Integer> readOrders(int day) {
        return List.of(19, 42, 5 * day);
    }

    static int total(List<Integer> amounts) {
        return amounts.stream().mapToInt(Integer::intValue).sum();
    }

    static void print(int day, int total) {
        System.out.println("Sold on day " + day + ": " + total);
    }

    public static void main(String[] args) {
        FlowRun run = flow().run();
        System.out.println(run.flow().name() + ": " + run.state().name());
    }
}
