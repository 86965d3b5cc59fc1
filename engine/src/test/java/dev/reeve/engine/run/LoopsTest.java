package dev.reeve.engine.run;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks that are called again and again, each time with what the last turn passed on. */
final class LoopsTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    private static Loop<Integer, String> countTo(int n, int end) {
        return n == end ? Loop.done("counted to " + n) : Loop.again(n + 1);
    }

    private static Loop<Integer, Integer> oneHundredThousandTurns(int n) {
        return n == 100_000 ? Loop.done(n) : Loop.again(n + 1);
    }

    /** Fails once in each turn. */
    private static Loop<Integer, Integer> shaky(Integer n, List<String> calls) {
        calls.add(n + "/" + TaskRun.current().attempt());
        if (calls.size() % 2 == 1) {
            throw new IllegalStateException("turn " + n);
        }
        return n == 3 ? Loop.done(n) : Loop.again(n + 1);
    }

    private static Loop<Integer, Integer> skipsAtTwo(int n) {
        if (n == 2) {
            throw Signal.skip("two is enough");
        }
        return Loop.again(n + 1);
    }

    private static Loop<Integer, Integer> sleepsAtTwo(int n) throws InterruptedException {
        if (n == 2) {
            new java.util.concurrent.CountDownLatch(1).await();
        }
        return Loop.again(n + 1);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void eachTurnGetsWhatTheLastOnePassedOn(TaskExecutor executor) {
        ResultFlow<String> flow = Flow.returning(
                "loop", f -> f.task(Samples::show, f.loop(LoopsTest::countTo, value(1), f.parameter("end", 4))));
        var run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.result()).isEqualTo("saw counted to 4");
        assertThat(run.task("count_to").attempts()).isEqualTo(4);
    }

    @Test
    void manyTurnsNeedNoStack() {
        ResultFlow<Integer> flow = Flow.returning("long", f -> f.loop(LoopsTest::oneHundredThousandTurns, value(0)));
        assertThat(flow.run().result()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void everyTurnHasRetriesOfItsOwnAndARetryRepeatsOnlyItsTurn(TaskExecutor executor) {
        List<String> calls = new ArrayList<>();
        ResultFlow<Integer> flow = Flow.returning(
                "shaky", f -> f.loop(LoopsTest::shaky, value(1), value(calls)).retries(1, Duration.ZERO));
        assertThat(flow.run(RunOptions.DEFAULT.executor(executor)).result()).isEqualTo(3);
        assertThat(calls).containsExactly("1/1", "1/2", "2/3", "2/4", "3/5", "3/6");
    }

    @Test
    void aTurnThatFailsTooOftenFailsTheTask() {
        List<String> calls = new ArrayList<>();
        Flow flow = Flow.define("shaky", f -> f.loop(LoopsTest::shaky, value(1), value(calls)));
        assertThat(flow.run().task("shaky").state()).isInstanceOf(State.Failed.class);
        assertThat(calls).containsExactly("1/1");
    }

    @Test
    void aSignalEndsTheLoop() {
        Flow flow = Flow.define("skips", f -> f.loop(LoopsTest::skipsAtTwo, value(0)));
        assertThat(flow.run().task("skips_at_two").state()).isEqualTo(new State.Skipped("two is enough"));
    }

    @Test
    void theTimeoutIsThatOfOneTurn() {
        Flow flow = Flow.define(
                "slow", f -> f.loop(LoopsTest::sleepsAtTwo, value(0)).timeout(Duration.ofMillis(50)));
        assertThat(flow.run().task("sleeps_at_two").state()).isInstanceOf(State.TimedOut.class);
    }

    @Test
    void aLoopThatReturnsNullSaysWhatItShouldReturn() {
        Flow flow = Flow.define("nothing", f -> {
            Output<Integer> zero = value(0);
            f.loop(LoopsTest::nothing, zero);
        });
        assertThat(flow.run().task("nothing").error().orElseThrow().message())
                .contains("Loop.again(..)")
                .contains("Loop.done(..)");
    }

    @SuppressWarnings("NullAway") // the mistake that this is about
    private static Loop<Integer, Integer> nothing(int n) {
        return null;
    }
}
