package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.Trigger;
import dev.reeve.state.Bound;
import dev.reeve.state.State;
import java.util.List;
import java.util.Map;

/** A report that is content with most of the shops. */
public final class MostShops {
    /** The flow. */
    public static ResultFlow<Integer> flow() {
        return Flow.returning("most-shops", f -> {
            // snippet: own-trigger
            Output<List<Integer>> sold = f.map(MostShops::sold, each(List.of("Bonn", "Trier", "Worms")));
            Output<Integer> total =
                    f.task(MostShops::total, sold).trigger(Trigger.own("all_but_one", MostShops::allButOne));
            // snippet end
            f.referenceTasks(total);
            return total;
        });
    }

    /** The same with a trigger that Reeve brings. */
    public static ResultFlow<Integer> flowWithBounds() {
        return Flow.returning("most-shops-bounded", f -> {
            Output<List<Integer>> sold = f.map(MostShops::sold, each(List.of("Bonn", "Trier", "Worms")));
            // snippet: bounds
            Output<Integer> total = f.task(MostShops::total, sold).trigger(Trigger.someSuccessful(Bound.share(0.6)));
            // snippet end
            f.referenceTasks(total);
            return total;
        });
    }

    // snippet: own-rule
    static boolean allButOne(Map<String, List<State>> upstream) {
        List<State> shops = upstream.getOrDefault("sold", List.of());
        return shops.stream().filter(state -> !state.isSuccessful()).count() <= 1;
    }
    // snippet end

    static int sold(String shop) {
        if (shop.equals("Trier")) {
            throw new IllegalStateException("closed for stocktaking");
        }
        return shop.length();
    }

    static int total(List<Integer> sold) {
        return sold.stream().mapToInt(Integer::intValue).sum();
    }

    /** Runs it. */
    public static void main(String[] args) {
        System.out.println(flow().run().result());
    }
}
