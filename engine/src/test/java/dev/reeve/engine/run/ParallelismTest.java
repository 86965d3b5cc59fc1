package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ParallelismTest {
    private static final int SLOTS = 12;

    static List<TaskExecutor> executors() {
        return List.of(TaskExecutors.threads(SLOTS), TaskExecutors.virtual(SLOTS));
    }

    /** Tasks that wait for each other end only if as many run at once as there are slots. */
    @ParameterizedTest
    @MethodSource("executors")
    void longTasksUseAllSlotsHoweverShortTheTasksBeforeThemWere(TaskExecutor executor) {
        CyclicBarrier together = new CyclicBarrier(SLOTS);
        Flow flow = Flow.define("mixed", f -> {
            var gate = f.action(() -> {}).named("gate");
            for (int i = 0; i < 5000; i++) {
                gate = f.action(() -> {}).named("short-" + i).after(gate);
            }
            for (int i = 0; i < 3 * SLOTS; i++) {
                f.action(together::await).named("long-" + i).after(gate);
            }
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void longTasksAmongShortOnesUseAllSlots(TaskExecutor executor) {
        CyclicBarrier together = new CyclicBarrier(SLOTS);
        Flow flow = Flow.define("mixed", f -> {
            for (int i = 0; i < 6000; i++) {
                if (i % 500 == 499) {
                    f.action(together::await).named("long-" + i);
                } else {
                    f.action(() -> {}).named("short-" + i);
                }
            }
        });
        assertThat(flow.run(RunOptions.DEFAULT.executor(executor)).state().name())
                .isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void neverMoreRunAtOnceThanThereAreSlots(TaskExecutor executor) {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Flow flow = Flow.define("bounded", f -> {
            for (int i = 0; i < 3000; i++) {
                f.action(() -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            Thread.yield();
                            running.decrementAndGet();
                        })
                        .named("t" + i);
            }
        });
        flow.run(RunOptions.DEFAULT.executor(executor).onStateChange(change -> Thread.yield()));
        assertThat(most.get()).isBetween(1, SLOTS);
    }
}
