package dev.reeve.cluster;

import dev.reeve.spi.TaskExecutor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on two workers where every result stays with the worker that made it, however small. */
final class ConstructsWithHeldResultsTest extends ConstructsContract {
    private static TestWorkers workers;
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        workers = new TestWorkers();
        workers.start("--slots", "2");
        workers.start("--slots", "2");
        cluster = workers.cluster().small(0);
    }

    @AfterAll
    static void stop() {
        cluster.close();
        workers.close();
    }

    @Override
    TaskExecutor executor() {
        return cluster;
    }

    @Override
    boolean remote() {
        return true;
    }
}
