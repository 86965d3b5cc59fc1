package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Tasks that are called again and again. */
final class LoopsTest {
    record Count(int turn, int total) {}

    private static Loop<Count, Integer> addTen(Count count, AtomicBoolean failed) {
        if (count.turn() == 2 && failed.compareAndSet(false, true)) {
            throw new IllegalStateException("once, in the second turn");
        }
        int total = count.total() + 10;
        return count.turn() == 20 ? Loop.done(total) : Loop.again(new Count(count.turn() + 1, total));
    }

    private static ResultFlow<Integer> tens(Count start) {
        return Flow.returning("tens", f -> {
            Output<Integer> total = f.loop(LoopsTest::addTen, value(start), value(new AtomicBoolean()))
                    .retries(1, Duration.ZERO)
                    .keep();
            return f.task(Bodies::square, total);
        });
    }

    // 16
    @Test
    void twentyTurnsOfWhichOneFailsOnceLoseNothing() {
        var run = tens(new Count(1, 0)).run();
        assertThat(run.task("add_ten").value()).isEqualTo(200);
        assertThat(run.task("add_ten").attempts()).isEqualTo(21);
        assertThat(run.result()).isEqualTo(40_000);
    }

    /** Elsewhere the number of the turn comes from outside the task; here whatever a loop goes by is its input. */
    // 17
    @Test
    void aLoopBeginsWhereItsFirstInputSays() {
        var run = tens(new Count(20, 0)).run();
        assertThat(run.task("add_ten").value()).isEqualTo(10);
        assertThat(run.task("add_ten").attempts()).isEqualTo(1);
    }
}
