package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.TaskRun;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/** Data outside of flows that tasks name, and calls that are part of a run's trace. */
public final class Shop {
    private Shop() {}

    static List<String> fetch() {
        return List.of("apples", "pears");
    }

    static int load(List<String> orders) {
        return orders.size();
    }

    static String asked(URI uri) {
        // snippet: traceparent
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("traceparent", TaskRun.current().traceparent())
                .build();
        // snippet end
        return request.headers().firstValue("traceparent").orElse("");
    }

    /** The flow. */
    public static Flow flow() {
        return Flow.define("shop", f -> {
            // snippet: assets
            Output<List<String>> orders = f.task(Shop::fetch).reads("s3://shop/orders");
            f.task(Shop::load, orders).produces("warehouse.sales");
            // snippet end
            f.task(Shop::asked, f.parameter("uri", URI.create("http://localhost/")));
        });
    }
}
