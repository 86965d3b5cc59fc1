package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Parameter;
import dev.reeve.ParameterException;
import dev.reeve.RunOptions;
import dev.reeve.Trigger;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.Bound;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a sceptical user ran into: each was wrong or unsaid once. */
final class SharpEdgesTest {
    static int inc(int a) {
        return a + 1;
    }

    static int fail(int a) {
        throw new IllegalStateException("broken");
    }

    static void page() {}

    /** A value that cannot be printed. */
    record Mute(int number) {
        @Override
        public String toString() {
            throw new IllegalStateException("mute");
        }
    }

    static Mute mute(int number) {
        return new Mute(number);
    }

    @SuppressWarnings("unchecked") // as a caller does who mistakes the type
    private static Class<Object> ofAnything(Class<?> type) {
        return (Class<Object>) type;
    }

    static int number(Mute mute) {
        return mute.number();
    }

    static String text(Object value) {
        return "made";
    }

    @Test
    void anEmptyMapIsASuccessForTheTriggersAfterIt() {
        Flow flow = Flow.define("quiet day", f -> {
            var mapped = f.map(SharpEdgesTest::inc, each(value(List.<Integer>of())));
            f.action(SharpEdgesTest::page).named("any").after(mapped).trigger(Trigger.ANY_FAILED);
            f.action(SharpEdgesTest::page).named("all").after(mapped).trigger(Trigger.ALL_FAILED);
            f.action(SharpEdgesTest::page).named("some").after(mapped).trigger(Trigger.someFailed(Bound.count(1)));
            f.action(SharpEdgesTest::page).named("good").after(mapped).trigger(Trigger.ANY_SUCCESSFUL);
            f.action(SharpEdgesTest::page)
                    .named("own")
                    .after(mapped)
                    .trigger(Trigger.own(
                            "sees it", states -> states.get("inc").getFirst().isSuccessful()));
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "inc")).isEqualTo("Success");
        assertThat(List.of(States.of(run, "any"), States.of(run, "all"), States.of(run, "some")))
                .containsOnly("TriggerFailed");
        assertThat(List.of(States.of(run, "good"), States.of(run, "own"))).containsOnly("Success");
    }

    @Test
    void nullWhereAPrimitiveBelongsNamesFunctionAndInput() {
        Flow flow = Flow.define(
                "nulls",
                f -> f.task(SharpEdgesTest::inc, f.task(SharpEdgesTest::fail, value(1)))
                        .trigger(Trigger.ALL_FINISHED));
        assertThat(flow.run().task("inc").error().orElseThrow().message())
                .startsWith("input 1")
                .contains("of SharpEdgesTest.inc is null, but it takes int");
    }

    @Test
    void valuesThatCannotBePrintedSpoilNeitherConditionsNorMessages() {
        Flow flow = Flow.define("mute", f -> {
            Parameter<Mute> mute = f.parameter("mute", new Mute(1));
            f.task(SharpEdgesTest::number, mute).named("conditional").onlyIf(mute.is(new Mute(1)));
            f.task(SharpEdgesTest::number, mute).named("closed").onlyIf(mute.is(new Mute(2)));
            f.choose(mute)
                    .when(
                            new Mute(1),
                            () -> f.task(SharpEdgesTest::number, mute).named("chosen"))
                    .orFail();
            f.choose(f.task(SharpEdgesTest::mute, value(3)).named("third"))
                    .when(
                            new Mute(1),
                            () -> f.task(SharpEdgesTest::number, mute).named("other"))
                    .orFail();
        });
        FlowRun run = flow.run();
        assertThat(States.of(run))
                .containsEntry("conditional", "Success")
                .containsEntry("closed", "Skipped")
                .containsEntry("chosen", "Success")
                .containsEntry("other", "Skipped")
                .containsEntry("unexpected_third", "Failed");
        String said =
                "a dev.reeve.engine.run.SharpEdgesTest$Mute (its toString() threw java.lang.IllegalStateException)";
        assertThat(run.task("unexpected_third").error().orElseThrow().message())
                .startsWith("no case of choose(..) is for the value " + said + "; there are cases for [" + said + "]");
        assertThat(States.of(flow.run(Map.of("mute", new Mute(2))), "conditional"))
                .isEqualTo("Skipped");
        assertThatThrownBy(() -> Flow.define("d", f -> f.parameter("p", ofAnything(String.class), new Mute(1))))
                .hasMessageContaining("the default of parameter \"p\" is " + said + ", which is no String");
        Flow texts = Flow.define("texts", f -> f.parameter("p", "x"));
        assertThatThrownBy(() -> texts.run(Map.of("p", new Mute(1))))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("takes String, not Mute");
    }

    @Test
    void aRetryRuleThatThrowsIsLogged() {
        Flow flow = Flow.define(
                "rules",
                f -> f.task(SharpEdgesTest::fail, value(1)).retries(2).retryOn(cause -> {
                    throw new IllegalStateException("rule");
                }));
        try (Logged logged = new Logged()) {
            assertThat(flow.run().task("fail").attempts()).isEqualTo(1);
            assertThat(logged.lines())
                    .anyMatch(line -> line.startsWith("WARN a task's rule for retries failed")
                            && line.contains("IllegalStateException: broken"));
        }
    }

    @Test
    void aClosedExecutorIsSaidToBeClosed() {
        TaskExecutor executor = TaskExecutors.threads(2);
        executor.close();
        Flow flow = Flow.define("closed", f -> f.action(SharpEdgesTest::page));
        assertThatThrownBy(() -> flow.run(RunOptions.DEFAULT.executor(executor)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the executor of 2 threads is closed");
    }

    @Test
    void aTargetThatCannotBeNamedFailsBeforeTheFunctionRuns() {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define(
                "unnamed",
                f -> f.task(SharpEdgesTest::text, value(new Object()))
                        .target("made-{value}")
                        .onStateChange(
                                change -> calls.addAndGet(change.to().name().equals("Success") ? 1 : 0)));
        try (Logged logged = new Logged()) {
            FlowRun run = flow.run();
            assertThat(States.of(run, "text")).isEqualTo("Failed");
            assertThat(run.task("text").error().orElseThrow().message()).contains("value");
            assertThat(logged.lines()).noneMatch(line -> line.contains("cannot be used"));
        }
        assertThat(calls).hasValue(0);
    }
}
