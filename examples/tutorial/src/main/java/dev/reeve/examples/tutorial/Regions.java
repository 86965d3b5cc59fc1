package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.value;
import static dev.reeve.Inputs.with;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.ResultFlow;
import dev.reeve.TaskNode;
import dev.reeve.spi.RunView;
import java.util.ArrayList;
import java.util.List;

/** Flows that run as tasks, flows that are made of data, and blocks that run for each element. */
public final class Regions {
    // snippet: child
    static ResultFlow<Integer> region() {
        return Flow.returning("region", f -> {
            Parameter<String> name = f.parameter("name", String.class);
            Output<List<Integer>> sales = f.task(Regions::salesOf, name);
            return f.task(Regions::total, sales);
        });
    }
    // snippet end

    // snippet: made-of-data
    static ResultFlow<Integer> everyRegion(List<String> regions) {
        return Flow.returning("every-region", f -> {
            List<Output<Integer>> totals = new ArrayList<>();
            for (String region : regions) {
                totals.add(f.task(Regions::totalOf, value(region)).named(region));
            }
            return f.task(Regions::total, all(totals));
        });
    }
    // snippet end

    static List<String> regions() {
        return List.of("north", "south");
    }

    static List<Integer> salesOf(String region) {
        return switch (region) {
            case "north" -> List.of(4, 3);
            case "south" -> List.of(5);
            default -> throw new IllegalArgumentException("nothing is known of " + region);
        };
    }

    static int totalOf(String region) {
        return total(salesOf(region));
    }

    static int total(List<Integer> sales) {
        return sales.stream().mapToInt(Integer::intValue).sum();
    }

    static void print(int south, int planned, List<Integer> each) {
        System.out.println(south + " " + planned + " " + each);
    }

    /** The flow. */
    public static Flow flow() {
        return Flow.define("regions", f -> {
            Output<List<String>> regions = f.task(Regions::regions);
            // snippet: sub-flow
            TaskNode<Integer> south =
                    f.subflow(region(), with("name", value("south"))).retries(1);
            // snippet end
            // snippet: dynamic
            Output<Integer> planned = f.dynamic(Regions::everyRegion, regions);
            // snippet end
            // snippet: fan-out
            Output<List<Integer>> each = f.fanOut(regions, region -> {
                Output<List<Integer>> sales = f.task(Regions::salesOf, region);
                return f.task(Regions::total, sales);
            });
            // snippet end
            f.action(Regions::print, south, planned, each);
        });
    }

    /** Runs it. */
    public static void main(String[] args) {
        FlowRun run = flow().run();
        // snippet: look-inside
        RunView inside = run.task("region").flowRun().orElseThrow();
        System.out.println(inside.graph().name() + " " + inside.state().name());
        // snippet end
    }
}
