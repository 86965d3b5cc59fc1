package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.state.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits on how many attempts of tasks with a tag go on at once. */
@Timeout(60)
final class TagLimitsTest {
    /** How many of each tag go on, and how many did at most. */
    private final Map<String, AtomicInteger> going = new ConcurrentHashMap<>();

    private final Map<String, Integer> most = new ConcurrentHashMap<>();

    private void work(String... tags) {
        for (String tag : tags) {
            int now = going.computeIfAbsent(tag, t -> new AtomicInteger()).incrementAndGet();
            most.merge(tag, now, Math::max);
        }
        Thread.yield();
        for (String tag : tags) {
            going.get(tag).decrementAndGet();
        }
    }

    @Test
    void neverMoreOfATagGoOnAndATaskKeepsToAllOfItsTags() {
        Flow flow = Flow.define("limited", f -> {
            List<Integer> numbers = IntStream.range(0, 300).boxed().toList();
            f.forEach((Integer i) -> work("api"), each(numbers)).named("a").tags("api");
            f.forEach((Integer i) -> work("api", "db"), each(numbers))
                    .named("b")
                    .tags("api", "db", "free", "db");
            f.forEach((Integer i) -> work("db"), each(numbers)).named("c").tags("db");
        });
        for (var executor : Executors.all()) {
            FlowRun run = flow.run(
                    RunOptions.DEFAULT.executor(executor).limitTag("api", 3).limitTag("db", 2));
            assertThat(run.state().name()).isEqualTo("Success");
            assertThat(most.get("api")).isBetween(1, 3);
            assertThat(most.get("db")).isBetween(1, 2);
        }
    }

    @Test
    void manyThatWaitAtANarrowGateAllEnd() {
        AtomicInteger calls = new AtomicInteger();
        FlowRun run = Flow.define(
                        "limited",
                        f -> f.forEach(
                                        (Integer i) -> calls.incrementAndGet(),
                                        each(IntStream.range(0, 100_000).boxed().toList()))
                                .named("a")
                                .tags("api"))
                .run(RunOptions.DEFAULT.executor(TaskExecutors.threads(4)).limitTag("api", 1));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(calls).hasValue(100_000);
    }

    @Test
    void whatWaitsSaysForWhat() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FlowRun run = Flow.define("limited", f -> {
                    f.action(() -> {
                                begun.countDown();
                                goOn.await();
                            })
                            .named("first")
                            .tags("100%d api");
                    f.action(() -> {}).named("second").tags("100%d api");
                })
                .start(RunOptions.DEFAULT.executor(TaskExecutors.threads(4)).limitTag("100%d api", 1));
        begun.await();
        assertThat(run.task("second").state())
                .isInstanceOfSatisfying(
                        State.Queued.class,
                        queued -> assertThat(queued.reason())
                                .isEqualTo("waits for the limit of tag 100%d api: 1 at once"));
        goOn.countDown();
        assertThat(run.await().state().name()).isEqualTo("Success");
    }

    @Test
    void numbersOutOfBoundsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunOptions.DEFAULT.limitTag("api", 0))
                .withMessageContaining("1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunOptions.DEFAULT.rateLimit("api", 0, Duration.ofSeconds(1)))
                .withMessageContaining("1 to 1000000");
    }
}
