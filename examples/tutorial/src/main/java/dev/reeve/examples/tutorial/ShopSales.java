package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.flatten;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.ResultFlow;
import dev.reeve.ResultRun;
import java.util.List;

/** Mapping over a list, and what comes of the parts. */
public final class ShopSales {
    // snippet: map-and-reduce
    record Sale(String product, int amount) {}

    public static ResultFlow<Integer> flow() {
        return Flow.returning("shop-sales", f -> {
            Parameter<Integer> day = f.parameter("day", 7);
            Output<List<String>> shops = f.task(ShopSales::shops);
            Output<List<String>> texts = f.map(ShopSales::fetch, each(shops), day);
            Output<List<List<Sale>>> sales = f.map(ShopSales::parse, each(texts));
            return f.task(ShopSales::total, flatten(sales));
        });
    }

    static List<String> shops() {
        return List.of("Bonn", "Trier", "Worms");
    }

    static String fetch(String shop, int day) {
        return "apples," + shop.length() + "\npears," + day + "\n";
    }

    static List<Sale> parse(String text) {
        return text.lines()
                .map(line -> line.split(","))
                .map(part -> new Sale(part[0], Integer.parseInt(part[1])))
                .toList();
    }

    static int total(List<Sale> sales) {
        return sales.stream().mapToInt(Sale::amount).sum();
    }
    // snippet end

    /** Runs it. */
    public static void main(String[] args) {
        // snippet: result-of-a-flow
        ResultRun<Integer> run = flow().run();
        System.out.println(
                run.result() + " sold in " + run.task("fetch").children().size() + " shops");
        // snippet end
    }
}
