package dev.reeve.benchmarks;

/**
 * The same work twice. Each throws {@link IllegalStateException} if it did not come to its end as it should.
 *
 * @param tasks how many tasks one pass is
 * @param reeve one pass as a flow run
 * @param plain one pass with {@link java.util.concurrent.CompletableFuture}
 */
record Workload(String name, int tasks, Runnable reeve, Runnable plain) {}
