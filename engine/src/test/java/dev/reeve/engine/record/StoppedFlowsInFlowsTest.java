package dev.reeve.engine.record;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.time.SystemTime;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import dev.reeve.state.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flow runs that tasks are, stopped before they begin, or while they wait for a person. */
final class StoppedFlowsInFlowsTest {
    private static final List<String> CALLED = Collections.synchronizedList(new ArrayList<>());
    private static volatile boolean broken;

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        CALLED.clear();
        broken = true;
    }

    static List<TaskExecutor> executors() {
        return List.of(TaskExecutors.inThread(), TaskExecutors.threads(2));
    }

    /** A clock for which an hour is over at once: what has that long is stopped before it does anything. */
    private static final class HastyTime implements Time {
        private final Time time = new SystemTime();

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public Alarm at(Instant when, Runnable action) {
            if (when.isBefore(now().plus(Duration.ofMinutes(50)))) {
                return time.at(when, action);
            }
            action.run();
            return () -> {};
        }
    }

    static int noted(String name, int number) {
        CALLED.add(name);
        if (broken && name.equals("two")) {
            throw new IllegalStateException("two is broken");
        }
        return number + 1;
    }

    private static ResultFlow<Integer> flow() {
        ResultFlow<Integer> inside = Flow.returning("inside", f -> {
            Output<Integer> one = f.task(StoppedFlowsInFlowsTest::noted, value("one"), value(1))
                    .named("one")
                    .version("1");
            return f.task(StoppedFlowsInFlowsTest::noted, value("two"), one)
                    .named("two")
                    .version("1");
        });
        return Flow.returning("outside", f -> f.subflow(inside).named("sub").timeout(Duration.ofHours(1)));
    }

    private RunOptions options(TaskExecutor executor) {
        return RunOptions.DEFAULT
                .executor(executor)
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatAFlowRunGoesOnWithStaysWhenItIsStoppedBeforeItBegins(TaskExecutor executor) {
        var first = flow().run(options(executor));
        assertThat(CALLED).containsExactly("one", "two");
        var hasty = flow().resume(first.id(), options(executor).time(new HastyTime()));
        assertThat(hasty.task("sub").state()).isInstanceOf(State.TimedOut.class);
        assertThat(CALLED).containsExactly("one", "two");
        broken = false;
        assertThat(flow().resume(first.id(), options(executor)).result()).isEqualTo(3);
        assertThat(CALLED).as("one ended well in the first run").containsExactly("one", "two", "two");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatIsStoppedBeforeItsFlowRunBeginsLeavesTheRestOfTheRunAlone(TaskExecutor executor) {
        ResultFlow<Integer> inside =
                Flow.returning("inside", f -> f.task(StoppedFlowsInFlowsTest::noted, value("inside"), value(1)));
        Flow outside = Flow.define("outside", f -> {
            f.subflow(inside).named("sub").timeout(Duration.ofHours(1));
            f.task(StoppedFlowsInFlowsTest::noted, value("beside"), value(1)).named("beside");
        });
        FlowRun run = outside.run(RunOptions.DEFAULT.executor(executor).time(new HastyTime()));
        assertThat(run.task("sub").state()).isInstanceOf(State.TimedOut.class);
        assertThat(run.task("beside").state()).isInstanceOf(State.Success.class);
        assertThat(CALLED).containsExactly("beside");
    }
}
