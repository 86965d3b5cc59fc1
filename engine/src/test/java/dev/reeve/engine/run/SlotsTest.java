package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
}
