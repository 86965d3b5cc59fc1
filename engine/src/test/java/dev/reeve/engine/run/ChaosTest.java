package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.FlowRun;
import dev.reeve.TaskOutcome;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs to which everything happens at once end, and break no rule. */
final class ChaosTest {
    private static final int RUNS = Integer.getInteger("reeve.chaos.runs", 150);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyRunEndsAndNoRuleIsBroken(long series) throws InterruptedException {
        for (long seed = series * 1_000_000; seed < series * 1_000_000 + RUNS; seed++) {
            Chaos chaos = new Chaos(seed);
            FlowRun run = chaos.run();
            assertThat(run.state().isFinished()).as("seed %d", seed).isTrue();
            for (TaskOutcome task : run.tasks()) {
                check(run.flow().name(), task);
                task.children().forEach(child -> check(run.flow().name(), child));
            }
            assertThat(chaos.most.get()).as("seed %d", seed).isLessThanOrEqualTo(chaos.executor.slots());
        }
    }

    private static void check(String seed, TaskOutcome task) {
        List<RunView.Entry> history = task.history();
        assertThat(task.state().isFinished()).as("%s: %s", seed, task).isTrue();
        assertThat(history.getLast().state()).isEqualTo(task.state());
        assertThat(history.stream().filter(entry -> entry.state().isFinished()))
                .as("%s: %s finished stays finished", seed, task)
                .hasSize(1);
        assertThat(history.stream().filter(entry -> entry.state() instanceof State.Running))
                .as("%s: %s has its attempts", seed, task)
                .hasSize(task.attempts());
        if (task.hasValue()
                && task.mapIndex() < 0
                && task.children().isEmpty()
                && !task.name().endsWith("-list")) {
            assertThat(task.value()).as("%s: %s", seed, task).isIn(1, List.of());
        }
        boolean succeeded = task.state() instanceof State.Success || task.state() instanceof State.Cached;
        assertThat(!task.hasValue() || succeeded || !task.children().isEmpty())
                .as("%s: %s has a value of its own only if it succeeded", seed, task)
                .isTrue();
    }
}
