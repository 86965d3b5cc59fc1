package dev.reeve.benchmarks.cluster;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.cluster.Cluster;
import dev.reeve.state.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The workers that most rows share, started when the first needs them: four of one slot. {@code on1}, {@code on2} and
 * {@code on4} are tags of so many of them; {@code first} and {@code second} of one each. Not thread-safe.
 */
final class Sitting implements AutoCloseable {
    static final int SLOTS = 4;

    /** A machine on which more is to be done than it can do has processes that are silent for long. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private @Nullable Workers workers;
    private @Nullable Cluster cluster;

    private Workers workers() throws IOException, InterruptedException {
        Workers there = workers;
        if (there == null) {
            there = new Workers(SILENCE);
            workers = there;
            there.start("--slots", "1", "--tag", "on1", "--tag", "on2", "--tag", "on4", "--tag", "first");
            List<Process> others = List.of(
                    there.launch("--slots", "1", "--tag", "on2", "--tag", "on4", "--tag", "second"),
                    there.launch("--slots", "1", "--tag", "on4"),
                    there.launch("--slots", "1", "--tag", "on4"));
            for (Process other : others) {
                there.await(other);
            }
        }
        return there;
    }

    private Cluster cluster() throws IOException, InterruptedException {
        Cluster there = cluster;
        if (there == null) {
            there = workers().cluster();
            cluster = there;
            List<String> workers = there.workers();
            require(workers.size() == SLOTS, "there are these workers: " + workers);
        }
        return there;
    }

    /** Where the workers are. */
    String address() throws IOException, InterruptedException {
        return workers().address();
    }

    /**
     * A run on the workers.
     *
     * @throws IllegalStateException if it ends otherwise than well
     */
    FlowRun run(Flow flow) throws IOException, InterruptedException {
        return successful(flow.run(RunOptions.DEFAULT.executor(cluster())));
    }

    /** That run, if it went well. */
    static FlowRun successful(FlowRun run) {
        String why = run.tasks().stream()
                .flatMap(task -> Stream.concat(task.children().stream(), Stream.of(task)))
                .flatMap(task -> task.error().stream())
                .map(Failure::oneLine)
                .findFirst()
                .orElse("no task failed");
        require(run.state().isSuccessful(), run + ": " + why);
        return run;
    }

    /** What that task came to. */
    static long number(FlowRun run, String task) {
        Object value = run.task(task).value();
        require(value instanceof Number, task + " came to " + value);
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        if (workers != null) {
            workers.close();
        }
    }
}
