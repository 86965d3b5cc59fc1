package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results that are there at the moment when their time is up: committed or timed out, never both. */
final class TimeoutRacesTest {
    private static final long LIMIT = 1_000_000;

    static List<TaskExecutor> executors() {
        return List.of(TaskExecutors.inThread(), TaskExecutors.threads(4), TaskExecutors.virtual(4));
    }

    /** About as long as the limit. */
    static int takesAbout(int number) {
        long until = System.nanoTime() + LIMIT + ThreadLocalRandom.current().nextLong(-400_000, 200_000);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return number;
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aResultIsCommittedOrItsAttemptTimedOutNeverBoth(TaskExecutor executor) {
        AtomicInteger committed = new AtomicInteger();
        AtomicInteger timedOut = new AtomicInteger();
        List<Integer> numbers = IntStream.range(0, 300).boxed().toList();
        for (int round = 0; round < 4; round++) {
            Recording store = new Recording(ResultStores.memory());
            Flow flow = Flow.define("race", f -> {
                f.map(TimeoutRacesTest::takesAbout, each(value(numbers)))
                        .timeout(Duration.ofNanos(LIMIT))
                        .target("{map_index}");
                f.map(TimeoutRacesTest::takesAbout, each(value(numbers)))
                        .named("asks")
                        .timeout(Duration.ofNanos(LIMIT))
                        .retryOn(cause -> false)
                        .target("asks-{map_index}");
            });
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor).results(store));
            check(run.task("takes_about"), "targets/", store, committed, timedOut);
            check(run.task("asks"), "targets/asks-", store, committed, timedOut);
        }
        assertThat(committed.get() + timedOut.get()).isEqualTo(2400);
        assertThat(committed).as("neither always wins").hasPositiveValue();
        assertThat(timedOut).hasPositiveValue();
    }

    private static void check(
            TaskOutcome task, String prefix, Recording store, AtomicInteger committed, AtomicInteger timedOut) {
        for (TaskOutcome child : task.children()) {
            boolean published = store.published.contains(prefix + child.mapIndex());
            if (child.state() instanceof State.TimedOut) {
                timedOut.incrementAndGet();
                assertThat(published).as("%s timed out", child).isFalse();
                assertThat(child.hasValue()).isFalse();
            } else {
                committed.incrementAndGet();
                assertThat(child.state().name()).isEqualTo("Success");
                assertThat(published).as("%s succeeded", child).isTrue();
                assertThat(child.value()).isEqualTo(child.mapIndex());
            }
            assertThat(States.history(child)).hasSize(4);
        }
    }

    /** Remembers what was published. */
    private static final class Recording implements ResultStore {
        private final ResultStore store;
        private final Set<String> published = ConcurrentHashMap.newKeySet();

        private Recording(ResultStore store) {
            this.store = store;
        }

        @Override
        public String location() {
            return store.location();
        }

        @Override
        public Optional<byte[]> read(String key) throws IOException {
            return store.read(key);
        }

        @Override
        public void write(String key, byte[] bytes) throws IOException {
            store.write(key, bytes);
        }

        @Override
        public void publish(String from, String to) throws IOException {
            store.publish(from, to);
            published.add(to);
        }

        @Override
        public void delete(String key) throws IOException {
            store.delete(key);
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }
}
