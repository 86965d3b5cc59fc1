package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The thread of an attempt is held up after the attempt was begun, and before it calls its function. */
@Timeout(60)
final class HeldUpAttemptsTest {
    private static final List<Integer> CALLED = Collections.synchronizedList(new ArrayList<>());
    private static volatile CountDownLatch released = new CountDownLatch(0);

    static List<TaskExecutor> executors() {
        return List.of(TaskExecutors.threads(1), TaskExecutors.virtual(1));
    }

    @BeforeEach
    void prepare() {
        CALLED.clear();
        released = new CountDownLatch(1);
    }

    static int made() {
        return 1;
    }

    /** Hears no interrupt, as a thread does not that gets no processor. */
    static int heldUp(int number) {
        boolean interrupted = false;
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return number;
    }

    static int used(int number) {
        CALLED.add(TaskRun.current().attempt());
        return number;
    }

    @ParameterizedTest
    @MethodSource("executors")
    void anAttemptThatWasStoppedMeanwhileNeverCallsItsFunction(TaskExecutor executor) {
        FlowRun run = Flow.define(
                        "held up",
                        f -> f.task(
                                        HeldUpAttemptsTest::used,
                                        f.task(HeldUpAttemptsTest::made).get(HeldUpAttemptsTest::heldUp))
                                .timeout(Duration.ofSeconds(1))
                                .retries(20))
                .run(RunOptions.DEFAULT.executor(executor).onStateChange(change -> {
                    if (change.to() instanceof State.Retrying) {
                        released.countDown(); // its time was up; the next attempt has to wait for its slot
                    }
                }));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(CALLED).isNotEmpty().doesNotContain(1);
    }
}
