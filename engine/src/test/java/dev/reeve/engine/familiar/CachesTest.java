package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.CacheKey;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.TypeRef;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.SettableTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results that are used again for a while. */
final class CachesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableTime time = Seen.morning();
    private final RunOptions options = Seen.at(time).results(ResultStores.memory());

    private static int second(int x, int y) {
        return y;
    }

    // 14
    @Test
    void ofAResultThatIsCachedByOneInputTheOthersDoNotCount() {
        Flow flow = Flow.define(
                "partial",
                f -> f.task(CachesTest::second, f.parameter("x", Integer.class), f.parameter("y", Integer.class))
                        .cacheFor(DAY)
                        .cachedBy(CacheKey.inputs("x")));
        assertThat(flow.run(options.parameters(Map.of("x", 2, "y", 1)))
                        .task("second")
                        .value())
                .isEqualTo(1);
        assertThat(flow.run(options.parameters(Map.of("x", 2, "y", 2)))
                        .task("second")
                        .value())
                .isEqualTo(1);
        assertThat(flow.run(options.parameters(Map.of("x", 3, "y", 3)))
                        .task("second")
                        .value())
                .isEqualTo(3);
    }

    private FlowRun mapped(Flow flow, int y, Integer... list) {
        return flow.run(options.parameters(Map.of("list", List.of(list), "y", y)));
    }

    /** Elsewhere equal children of one run all run; here one makes the result and the others take it (decision 020). */
    // 15
    @Test
    void childrenFindWhatChildrenOfEarlierRunsMadeOfTheSameElement() {
        Flow flow = Flow.define("mapped", f -> {
            Output<List<Integer>> list = f.parameter("list", new TypeRef<List<Integer>>() {});
            f.map(CachesTest::second, each(list), f.parameter("y", Integer.class))
                    .cacheFor(DAY)
                    .cachedBy(CacheKey.inputs("x"));
        });
        FlowRun first = mapped(flow, 1, 2);
        assertThat(Seen.children(first, "second")).containsExactly("Success");
        assertThat(first.task("second").value()).isEqualTo(List.of(1));
        FlowRun again = mapped(flow, 2, 2, 2);
        assertThat(Seen.children(again, "second")).containsExactly("Cached", "Cached");
        assertThat(again.task("second").value()).isEqualTo(List.of(1, 1));
        FlowRun other = mapped(flow, 3, 3, 3, 3);
        assertThat(Seen.children(other, "second")).containsExactlyInAnyOrder("Success", "Cached", "Cached");
        assertThat(other.task("second").value()).isEqualTo(List.of(3, 3, 3));
    }

    private String state(Flow flow) {
        return flow.run(options).tasks().getFirst().state().name();
    }

    private static Flow one(String name, CacheKey key) {
        return Flow.define(
                name,
                f -> f.task(Bodies::twice, f.parameter("n", 1)).cacheFor(DAY).cachedBy(key));
    }

    /** The first run is a Success. A result that never grows old is a target, or is cached for a century. */
    // 73
    @Test
    void whatIsTooOldIsNoLongerUsedWhateverItIsCachedBy() {
        Map<String, CacheKey> keys = Map.of(
                "duration", CacheKey.DURATION_ONLY,
                "inputs", CacheKey.ALL_INPUTS,
                "input", CacheKey.inputs("n"),
                "parameters", CacheKey.ALL_PARAMETERS,
                "parameter", CacheKey.parameters("n"));
        keys.forEach((name, key) -> {
            assertThat(state(one(name, key))).as(name).isEqualTo("Success");
            assertThat(state(one(name, key))).as(name).isEqualTo("Cached");
        });
        Flow long100 = Flow.define("century", f -> f.task(Bodies::yes).cacheFor(Duration.ofDays(36_525)));
        assertThat(state(long100)).isEqualTo("Success");
        time.advance(DAY);
        keys.forEach((name, key) ->
                assertThat(state(one(name, key))).as(name + ", a day later").isEqualTo("Success"));
        time.advance(Duration.ofDays(36_000));
        assertThat(state(long100)).isEqualTo("Cached");
    }

    @Test
    void anInputMoreOrAnotherIsAnotherResult() {
        Flow one = Flow.define(
                "inputs",
                f -> f.task(Bodies::show, f.parameter("n", 1)).named("task").cacheFor(DAY));
        Flow two = Flow.define(
                "inputs",
                f -> f.task(Bodies::both, f.parameter("n", 1), f.parameter("m", 2))
                        .named("task")
                        .cacheFor(DAY));
        assertThat(state(one)).isEqualTo("Success");
        assertThat(state(two)).isEqualTo("Success");
        assertThat(state(two)).isEqualTo("Cached");
        assertThat(two.run(options.parameter("m", 3)).task("task").state().name())
                .isEqualTo("Success");
        assertThat(state(one)).isEqualTo("Cached");
    }
}
