package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskNode;
import dev.reeve.spi.TaskExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever flows are in each other and whatever they need: they end, and no limit is passed. */
final class SharedLimitsProperties {
    private static final List<String> TAGS = List.of("a", "b", "c");

    private final Map<String, AtomicInteger> going = new ConcurrentHashMap<>();
    private final Map<String, Integer> most = new ConcurrentHashMap<>();

    private int work(int n, List<String> tags, boolean fails) {
        for (String tag : tags) {
            int now = going.computeIfAbsent(tag, t -> new AtomicInteger()).incrementAndGet();
            most.merge(tag, now, Math::max);
        }
        Thread.yield();
        tags.forEach(tag -> going.get(tag).decrementAndGet());
        if (fails) {
            throw new IllegalStateException("no luck");
        }
        return n;
    }

    private static List<String> some(Random random) {
        List<String> tags = new ArrayList<>(TAGS);
        tags.removeIf(tag -> random.nextInt(3) > 0);
        return tags;
    }

    private void leaf(FlowBuilder f, Random random, Output<Integer> n, String name) {
        List<String> tags = some(random);
        boolean fails = random.nextInt(8) == 0;
        TaskNode<Integer> task = f.task(m -> work(m, tags, fails), n)
                .named(name)
                .tags(tags.toArray(String[]::new))
                .priority(random.nextInt(3));
        if (random.nextInt(4) == 0) {
            task.rateLimit(3, Duration.ofMillis(2));
        }
        if (random.nextInt(4) == 0) {
            task.retries(1, Duration.ofMillis(1));
        }
    }

    private void fill(FlowBuilder f, Random random, Output<Integer> n, int depth, String prefix) {
        int tasks = 1 + random.nextInt(5);
        for (int i = 0; i < tasks; i++) {
            String name = prefix + depth + "." + i;
            String[] tags = some(random).toArray(String[]::new);
            int kind = depth == 0 ? 9 : random.nextInt(10);
            if (kind < 2) {
                f.subflow(flow(random, depth - 1, name)).named(name).tags(tags);
            } else if (kind < 3) {
                ResultFlow<Integer> made = flow(random, depth - 1, name);
                f.dynamic(() -> made).named(name).tags(tags).requires("gpu", 1);
            } else if (kind < 5) {
                Output<List<Integer>> list =
                        f.task(() -> IntStream.range(0, 4).boxed().toList()).named(name + " list");
                f.fanOut(list, m -> {
                            fill(f, random, m, depth - 1, name + "+");
                            return m;
                        })
                        .named(name)
                        .tags(tags);
            } else if (kind < 6) {
                List<String> needed = some(random);
                f.map((Integer m) -> work(m, needed, m == 3), each(List.of(1, 2, 3, 4)))
                        .named(name)
                        .tags(needed.toArray(String[]::new));
            } else {
                leaf(f, random, n, name);
            }
        }
    }

    private ResultFlow<Integer> flow(Random random, int depth, String name) {
        return Flow.returning("flow " + name, f -> {
            Output<Integer> n = f.parameter("n", 1);
            fill(f, random, n, depth, name + "-");
            return n;
        });
    }

    @Property(tries = 150)
    void everyTreeEndsAndKeepsToItsLimits(@ForAll long seed) {
        Random random = new Random(seed);
        Flow flow = flow(random, 3, "tree");
        Map<String, Integer> limits = Map.of("a", 1, "b", 1 + random.nextInt(2), "c", 3);
        List<TaskExecutor> executors = Executors.all();
        RunOptions options = RunOptions.DEFAULT
                .executor(executors.get(random.nextInt(executors.size())))
                .limit("gpu", 1);
        for (Map.Entry<String, Integer> limit : limits.entrySet()) {
            options = options.limitTag(limit.getKey(), limit.getValue());
        }
        going.clear();
        most.clear();
        FlowRun run = flow.run(options);
        assertThat(run.state().isFinished()).isTrue();
        most.forEach((tag, number) -> assertThat(number).as(tag).isLessThanOrEqualTo(limits.get(tag)));
    }
}
