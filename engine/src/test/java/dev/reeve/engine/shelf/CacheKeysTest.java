package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.taskRun;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.CacheKey;
import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.RunOptions;
import dev.reeve.Task;
import dev.reeve.TaskNode;
import dev.reeve.TaskRun;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.run.Logged;
import dev.reeve.spi.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What has to be the same for a cached result to be used again. */
final class CacheKeysTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
    private final RunOptions options =
            RunOptions.DEFAULT.results(ResultStores.memory()).time(time);

    static String joined(String country, Object rest) {
        return country + "/" + rest;
    }

    static String inContext(TaskRun run, String country) {
        return country;
    }

    static String word(String text) {
        return text;
    }

    @Task(
            cacheFor = "PT1H",
            cachedBy = {"country", "parameters.day"})
    static String annotated(String country, Object rest) {
        return joined(country, rest);
    }

    @Task(cacheFor = "PT1H", cachedBy = "duration-only")
    static String byDuration(String country, Object rest) {
        return joined(country, rest);
    }

    private String state(Flow flow, Map<String, ?> parameters) {
        return flow.run(options.parameters(parameters)).task("t").state().name();
    }

    private Flow flow(CacheKey... keys) {
        return flow(f -> f.task(CacheKeysTest::joined, f.parameter("country", "a"), f.parameter("rest", 1))
                .cacheFor(HOUR)
                .cachedBy(keys));
    }

    private static Flow flow(Function<FlowBuilder, TaskNode<?>> task) {
        return Flow.define("keyed", f -> {
            task.apply(f).named("t");
            f.parameter("day", 1);
        });
    }

    @Test
    void chosenInputsAreAllThatCounts() {
        Flow flow = flow(CacheKey.inputs("country"));
        assertThat(state(flow, Map.of("country", "a"))).isEqualTo("Success");
        assertThat(state(flow, Map.of("country", "a", "rest", 2, "day", 2))).isEqualTo("Cached");
        assertThat(state(flow, Map.of("country", "b"))).isEqualTo("Success");
    }

    @Test
    void aChosenInputOfAnotherTaskCountsByItsValue() {
        Flow flow = flow(f -> {
            Output<String> made =
                    f.task(CacheKeysTest::word, f.parameter("country", "a")).version(String.valueOf(time.nanos()));
            return f.task(CacheKeysTest::joined, made, value(1)).cacheFor(HOUR).cachedBy(CacheKey.inputs("country"));
        });
        assertThat(state(flow, Map.of("country", "a"))).isEqualTo("Success");
        assertThat(state(flow, Map.of("country", "a"))).isEqualTo("Cached");
        assertThat(state(flow, Map.of("country", "b"))).isEqualTo("Success");
    }

    @Test
    void byDurationAloneAnythingYoungEnoughWillDo() {
        for (Flow flow : List.of(
                flow(CacheKey.DURATION_ONLY),
                flow(f -> f.task(CacheKeysTest::byDuration, f.parameter("country", "a"), f.parameter("rest", 1))))) {
            assertThat(state(flow, Map.of("country", "a"))).isEqualTo("Success");
            assertThat(state(flow, Map.of("country", "b", "rest", 2))).isEqualTo("Cached");
            time.advance(HOUR);
        }
    }

    @Test
    void allParametersCountAlsoThoseThatItDoesNotRead() {
        Flow flow = flow(CacheKey.ALL_PARAMETERS);
        assertThat(state(flow, Map.of("day", 1))).isEqualTo("Success");
        assertThat(state(flow, Map.of("day", 1))).isEqualTo("Cached");
        assertThat(state(flow, Map.of("day", 2))).isEqualTo("Success");
    }

    @Test
    void chosenParametersAndInputsHaveToHoldBoth() {
        for (Flow flow : List.of(
                flow(CacheKey.inputs("country"), CacheKey.parameters("day")),
                flow(f -> f.task(CacheKeysTest::annotated, f.parameter("country", "a"), f.parameter("rest", 1))))) {
            assertThat(state(flow, Map.of("country", "a", "day", 1))).isEqualTo("Success");
            assertThat(state(flow, Map.of("country", "a", "day", 1, "rest", 3))).isEqualTo("Cached");
            assertThat(state(flow, Map.of("country", "a", "day", 2))).isEqualTo("Success");
            assertThat(state(flow, Map.of("country", "b", "day", 1))).isEqualTo("Success");
            time.advance(HOUR);
        }
    }

    @Test
    void anOwnKeyIsMadeOfInputsAndParameters() {
        Flow flow = flow(CacheKey.of(call -> call.input("country").toString().charAt(0) + "/" + call.parameter("day")));
        assertThat(state(flow, Map.of("country", "ab", "day", 1))).isEqualTo("Success");
        assertThat(state(flow, Map.of("country", "ac", "day", 1))).isEqualTo("Cached");
        assertThat(state(flow, Map.of("country", "bc", "day", 1))).isEqualTo("Success");
        assertThat(state(flow, Map.of("country", "ab", "day", 2))).isEqualTo("Success");
    }

    @Test
    void anOwnKeyThatCannotBeMadeFailsTheTaskBeforeItRuns() {
        Making.CALLS.set(0);
        Flow unknown = flow(
                f -> f.task(Making::twice, value(1)).cacheFor(HOUR).cachedBy(CacheKey.of(call -> call.input("x"))));
        assertThat(unknown.run(options).task("t").error().orElseThrow().message())
                .contains("asks for the input \"x\", which is not there. There is number.");
        Flow opaque =
                flow(f -> f.task(Making::twice, value(1)).cacheFor(HOUR).cachedBy(CacheKey.of(call -> new Thread())));
        assertThat(opaque.run(options).task("t").error().orElseThrow().message())
                .contains("is a java.lang.Thread, which cannot be told by what is in it");
        assertThat(Making.CALLS).hasValue(0);
    }

    @Test
    void whatWasFoundHasToPassTheTasksOwnRule() {
        Instant changed = time.now().plus(Duration.ofMinutes(10));
        Flow flow = flow(
                CacheKey.inputs("country"),
                CacheKey.usableIf(found -> found.value().equals("a/1")
                        && (found.createdAt().isAfter(changed) || time.now().isBefore(changed))));
        assertThat(state(flow, Map.of())).isEqualTo("Success");
        assertThat(state(flow, Map.of())).isEqualTo("Cached");
        time.advance(Duration.ofMinutes(20));
        try (Logged log = new Logged()) {
            assertThat(state(flow, Map.of())).isEqualTo("Success");
            assertThat(log.lines()).anyMatch(line -> line.contains("the task's own rule refuses it"));
        }
        assertThat(state(flow, Map.of())).isEqualTo("Cached");
    }

    @Test
    void aRuleThatThrowsRefuses() {
        Flow flow = flow(CacheKey.usableIf(found -> {
            throw new IllegalStateException("no");
        }));
        assertThat(state(flow, Map.of())).isEqualTo("Success");
        assertThat(state(flow, Map.of())).isEqualTo("Success");
    }

    @Test
    void theContextOfAnAttemptIsTheSameInEveryRun() {
        Flow flow = flow(f -> f.task(CacheKeysTest::inContext, taskRun(), value("a"))
                .cacheFor(HOUR)
                .cachedBy(CacheKey.inputs("run", "country")));
        assertThat(state(flow, Map.of())).isEqualTo("Success");
        assertThat(state(flow, Map.of())).isEqualTo("Cached");
    }

    private List<String> children(CacheKey[] keys, List<String> countries, int day) {
        Flow flow = Flow.define("mapped", f -> {
            Parameter<Integer> ofDay = f.parameter("day", 1);
            f.map(CacheKeysTest::joined, each(value(countries)), ofDay)
                    .cacheFor(HOUR)
                    .cachedBy(keys)
                    .named("t");
        });
        FlowRun run = flow.run(options.parameter("day", day));
        assertThat(run.task("t").children())
                .hasSameSizeAs(countries)
                .allSatisfy(child -> assertThat(child.value()).isEqualTo(countries.get(child.mapIndex()) + "/" + day));
        return run.task("t").children().stream().map(c -> c.state().name()).toList();
    }

    @Test
    void aChildIsFoundByItsElementWhereverThatStands() {
        for (CacheKey[] keys : List.of(new CacheKey[0], new CacheKey[] {CacheKey.inputs("country", "rest")})) {
            assertThat(children(keys, List.of("a", "b"), 1)).containsExactly("Success", "Success");
            assertThat(children(keys, List.of("c", "a", "b"), 1)).containsExactly("Success", "Cached", "Cached");
            assertThat(children(keys, List.of("a"), 2)).containsExactly("Success");
            time.advance(HOUR);
        }
    }

    @Test
    void childrenShareNoResultBecauseWhatTellsThemApartWasNotChosen() {
        CacheKey[] byDay = {CacheKey.parameters("day")};
        assertThat(children(byDay, List.of("a", "b"), 1)).containsExactly("Success", "Success");
        assertThat(children(byDay, List.of("a", "b"), 1)).containsExactly("Cached", "Cached");
    }

    @Test
    void aCacheForEverNeverGrowsOld() {
        Flow flow = flow(f -> f.task(Making::twice, value(1)).cacheFor(ChronoUnit.FOREVER.getDuration()));
        assertThat(state(flow, Map.of())).isEqualTo("Success");
        time.advance(Duration.ofDays(50_000));
        assertThat(state(flow, Map.of())).isEqualTo("Cached");
    }

    @Test
    void anInputThatCannotBeComparedIsSaid() {
        Flow flow = flow(f -> f.task(Making::opaque, value(new Thread())).cacheFor(HOUR));
        try (Logged log = new Logged()) {
            assertThat(state(flow, Map.of())).isEqualTo("Success");
            assertThat(log.lines()).anyMatch(line -> line.contains("not found again by later runs"));
        }
        assertThat(state(flow, Map.of())).isEqualTo("Success");
    }
}
