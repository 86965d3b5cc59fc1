package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slots are all there, whatever the tasks before took. */
class SlotsTest {
    private static final List<Integer> NUMBERS =
            IntStream.range(0, 4_000).boxed().toList();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tasksThatNeedEachOtherRunAtOnceAfterManyShortOnes(boolean virtual) {
        int slots = 4;
        try (TaskExecutor executor = virtual ? TaskExecutors.virtual(slots) : TaskExecutors.threads(slots)) {
            for (int round = 0; round < 10; round++) {
                CyclicBarrier barrier = new CyclicBarrier(slots);
                Flow flow = Flow.define(
                        "barrier",
                        f -> f.forEach(
                                        (Integer number) -> {
                                            if (number >= 2_000 && number < 2_000 + slots) {
                                                barrier.await(30, TimeUnit.SECONDS);
                                            }
                                        },
                                        each(NUMBERS))
                                .named("meet"));

                FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));

                assertThat(run.state().isSuccessful()).as("%s", run.state()).isTrue();
            }
        }
    }

    @Test
    void whatEndedIsToldAlthoughItsWorkerIsBusyAgain() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1_000);
        CountDownLatch allTold = new CountDownLatch(1);
        Flow flow = Flow.define(
                "told",
                f -> f.forEach(
                                (Integer number) -> {
                                    if (number >= 1_000 && !allTold.await(30, TimeUnit.SECONDS)) {
                                        throw new IllegalStateException("nobody was told of the short ones");
                                    }
                                },
                                each(NUMBERS.subList(0, 1_002)))
                        .named("mixed"));
        try (TaskExecutor executor = TaskExecutors.threads(2)) {
            FlowRun run = flow.start(RunOptions.DEFAULT.executor(executor).onStateChange(change -> {
                if (change.mapIndex() >= 0
                        && change.mapIndex() < 1_000
                        && change.to().isFinished()) {
                    told.countDown();
                }
            }));

            assertThat(told.await(20, TimeUnit.SECONDS))
                    .as("all short ones told")
                    .isTrue();
            allTold.countDown();
            assertThat(run.await().state().isSuccessful()).isTrue();
        }
    }
}
