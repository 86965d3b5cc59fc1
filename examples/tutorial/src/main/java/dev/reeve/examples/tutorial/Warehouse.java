package dev.reeve.examples.tutorial;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

// snippet: service
/** A service that tasks use: stands for a DataSource, an HTTP client, a bean. Thread-safe, as tasks run in parallel. */
final class Warehouse {
    private final Map<String, Integer> stock = new ConcurrentHashMap<>();

    int add(String product, int amount) {
        return stock.merge(product, amount, Integer::sum);
    }

    Map<String, Integer> stock() {
        return Map.copyOf(stock);
    }
}
// snippet end
