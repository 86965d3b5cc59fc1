package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.SettableTime;
import dev.reeve.state.StateChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attempt whose time is up before its flow run begins, which then begins after that of the attempt that follows. */
final class LateFlowRunTest {
    private static final Duration LIMIT = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
    private final CountDownLatch firstPlans = new CountDownLatch(1);
    private final CountDownLatch secondWorks = new CountDownLatch(1);
    private final CountDownLatch firstIsOver = new CountDownLatch(1);

    private ResultFlow<Integer> plan() {
        int attempt = TaskRun.current().attempt();
        if (attempt == 1) {
            firstPlans.countDown();
            awaitWhateverComes(secondWorks);
        }
        return Flow.returning("planned", f -> f.task(() -> works(attempt)).named("works"));
    }

    private int works(int attempt) {
        secondWorks.countDown();
        awaitWhateverComes(firstIsOver);
        return attempt;
    }

    private static void awaitWhateverComes(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException ignored) { // it does not listen
                Thread.onSpinWait();
            }
        }
    }

    private void watch(StateChange change) {
        if (change.task().isEmpty()
                && change.runId().endsWith(".plan.1")
                && change.to().isFinished()) {
            firstIsOver.countDown();
        }
    }

    @Test
    void theFlowRunOfATaskIsThatOfItsLastAttempt() throws Exception {
        Flow flow =
                Flow.define("outer", f -> f.dynamic(this::plan).timeout(LIMIT).retries(1, Duration.ZERO));
        FlowRun run = flow.start(RunOptions.DEFAULT
                .executor(TaskExecutors.threads(3))
                .time(time)
                .recordsIn(directory)
                .onStateChange(this::watch));
        firstPlans.await();
        time.advance(LIMIT);
        run.await();
        assertThat(run.task("plan").value()).isEqualTo(2);
        assertThat(run.task("plan").flowRun().orElseThrow().id()).isEqualTo(run.id() + ".plan.2");
        RecordedRun recorded = Records.in(directory).read(run.id()).orElseThrow();
        assertThat(recorded.task("plan").orElseThrow().runs(-1).getLast()).isEqualTo(run.id() + ".plan.2");
    }
}
