package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A flow and what happens to its run, both from one seed: failures, timeouts, signals, targets, a cancellation. */
final class Chaos {
    private final Random random;
    private final long seed;
    final TaskExecutor executor;
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();

    Chaos(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        int slots = 1 + random.nextInt(5);
        this.executor = random.nextBoolean() ? TaskExecutors.threads(slots) : TaskExecutors.virtual(slots);
    }

    Flow flow() {
        return Flow.define("chaos-" + seed, f -> {
            List<Output<Integer>> outputs = new ArrayList<>();
            List<Output<List<Integer>>> lists = new ArrayList<>();
            int size = 5 + random.nextInt(25);
            for (int i = 0; i < size; i++) {
                String name = "t" + i;
                long taskSeed = random.nextLong();
                if (random.nextInt(5) == 0) {
                    int width = random.nextInt(30);
                    Output<List<Integer>> source = !lists.isEmpty() && random.nextBoolean()
                            ? lists.get(random.nextInt(lists.size()))
                            : f.task(() -> IntStream.range(0, width).boxed().toList())
                                    .named(name + "-list");
                    var node = f.map((Integer index) -> body(taskSeed + index), each(source));
                    node.named(name).retries(random.nextInt(2)).trigger(trigger());
                    if (random.nextInt(3) == 0) {
                        node.target(name + "-{map_index}").serializer(Numbers.INSTANCE);
                    }
                    if (random.nextBoolean()) {
                        node.timeout(Duration.ofNanos(1 + random.nextInt(3_000_000)));
                    }
                    lists.add(node);
                } else {
                    Output<Integer> one = outputs.isEmpty() ? null : outputs.get(random.nextInt(outputs.size()));
                    var node = one == null ? f.task(() -> body(taskSeed)) : f.task((Integer in) -> body(taskSeed), one);
                    node.named(name).retries(random.nextInt(3)).trigger(trigger());
                    if (random.nextBoolean()) {
                        node.timeout(Duration.ofNanos(1 + random.nextInt(2_000_000)));
                    }
                    if (random.nextInt(3) == 0) {
                        node.retryOn(cause -> true);
                    }
                    if (random.nextInt(4) == 0) {
                        node.onStateChange(change -> Thread.yield());
                    }
                    outputs.add(node);
                }
            }
        });
    }

    private Trigger trigger() {
        return switch (random.nextInt(4)) {
            case 0 -> Trigger.ALL_FINISHED;
            case 1 -> Trigger.ANY_SUCCESSFUL;
            default -> Trigger.ALL_SUCCESSFUL;
        };
    }

    private int body(long taskSeed) throws InterruptedException {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            Random own = new Random(taskSeed + TaskRun.current().attempt());
            switch (own.nextInt(9)) {
                case 0 -> throw new IllegalStateException("chaos");
                case 1 -> TimeUnit.NANOSECONDS.sleep(own.nextInt(3_000_000));
                case 2 -> LockSupport.parkNanos(own.nextInt(2_000_000));
                case 3 -> spin(own.nextInt(1_000_000));
                case 4 -> throw Signal.skip("chaos");
                case 5 -> {
                    if (TaskRun.current().attempt() < 4) {
                        throw Signal.retryAfter(Duration.ofNanos(own.nextInt(1_000_000)), "chaos");
                    }
                }
                case 6 -> Thread.currentThread().interrupt();
                default -> {}
            }
            return 1;
        } finally {
            running.decrementAndGet();
        }
    }

    private static void spin(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** Runs it, cancelled at some moment by about half of the seeds, under a deadline by some. */
    FlowRun run() throws InterruptedException {
        RunOptions options = RunOptions.DEFAULT.executor(executor).results(ResultStores.memory());
        if (random.nextInt(4) == 0) {
            options = options.deadline(Duration.ofNanos(1 + random.nextInt(20_000_000)));
        }
        FlowRun run = flow().start(options.grace(Duration.ofMillis(random.nextInt(20))));
        if (random.nextBoolean()) {
            spin(random.nextInt(3_000_000));
            run.cancel("chaos");
        }
        return run.await();
    }

    /** Stores what a function without a declared type returns. */
    private enum Numbers implements dev.reeve.spi.Serializer {
        INSTANCE;

        @Override
        public byte[] toBytes(Object value, java.lang.reflect.Type type) {
            return new byte[] {((Integer) value).byteValue()};
        }

        @Override
        public Object fromBytes(byte[] bytes, java.lang.reflect.Type type) {
            return (int) bytes[0];
        }
    }
}
