package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.state.State;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    @Test
    void tasksWaitWhileTooFewUnitsAreFree() {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Flow flow = Flow.define("limited", f -> {
            for (int i = 0; i < 200; i++) {
                int units = 1 + i % 3;
                f.action(() -> {
                            most.accumulateAndGet(taken.addAndGet(units), Math::max);
                            Thread.onSpinWait();
                            taken.addAndGet(-units);
                        })
                        .named("t" + i)
                        .requires("gpu", units);
            }
        });
        for (var executor : Executors.all()) {
            most.set(0);
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor).limit("gpu", 4));
            assertThat(run.state().name()).isEqualTo("Success");
            assertThat(most.get()).isBetween(1, 4);
        }
    }

    @Test
    void aTaskThatWaitsSaysForWhatAndGoesOnWhenAFailedOneGivesBack() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        Flow flow = Flow.define("limited", f -> {
            f.action(() -> {
                        begun.countDown();
                        fail.await();
                        throw new IllegalStateException("no");
                    })
                    .named("first")
                    .requires("licence", 1);
            f.action(() -> {}).named("second").requires("licence", 1).after();
        });
        FlowRun run =
                flow.start(RunOptions.DEFAULT.executor(TaskExecutors.threads(4)).limit("licence", 1));
        begun.await();
        assertThat(run.task("second").state())
                .isInstanceOfSatisfying(
                        State.Queued.class,
                        queued -> assertThat(queued.reason()).isEqualTo("waits for 1 of licence, 0 free"));
        fail.countDown();
        assertThat(run.await().task("second").state().name()).isEqualTo("Success");
    }

    @Test
    void aTaskThatWaitsForUnitsCanBeCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Flow flow = Flow.define("limited", f -> {
            f.action(() -> {
                        begun.countDown();
                        Thread.currentThread().join();
                    })
                    .named("first")
                    .requires("licence", 1);
            f.action(() -> {}).named("second").requires("licence", 1);
        });
        FlowRun run = flow.start(RunOptions.DEFAULT.limit("licence", 1).grace(Duration.ofMinutes(1)));
        begun.await();
        run.cancel("enough");
        assertThat(run.await().state().name()).isEqualTo("Cancelled");
        assertThat(States.of(run, "second")).isEqualTo("Cancelled");
    }

    @Test
    void aTaskThatWouldWaitForEverIsRefused() {
        Flow flow = Flow.define("limited", f -> f.action(() -> {}).named("big").requires("gpu", 8));
        assertThatThrownBy(() -> flow.run(RunOptions.DEFAULT.limit("gpu", 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"big\"")
                .hasMessageContaining("requires 8 of \"gpu\", but the run has 4");
        assertThat(flow.run().state().name()).isEqualTo("Success"); // no number, no limit
    }
}
