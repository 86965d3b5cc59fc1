package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.ResultStore;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Results that are stored, and found again. */
final class ResultsTest {
    private static final class FullStore implements ResultStore {
        @Override
        public String location() {
            return "full";
        }

        @Override
        public Optional<byte[]> read(String key) {
            return Optional.empty();
        }

        @Override
        public void write(String key, byte[] bytes) throws IOException {
            throw new IOException("no space");
        }

        @Override
        public void publish(String from, String to) {}

        @Override
        public void delete(String key) {}

        @Override
        public void close() {}
    }

    private static String named(String date) {
        return date;
    }

    // 50
    @Test
    void anInputGoesBeforeAVariableOfItsNameInATemplate() {
        OpenStore store = new OpenStore();
        Flow flow = Flow.define(
                "names", f -> f.task(ResultsTest::named, value("mine")).target("{date}.txt"));
        flow.run(RunOptions.DEFAULT.results(store));
        assertThat(store.entries()).containsOnlyKeys("targets/mine.txt");
    }

    /** Elsewhere a parameter is a task with a result; here it is none, stored nowhere and known to every template. */
    // 51
    @Test
    void aParameterIsKnownToTemplatesAndIsNoStoredResult() {
        OpenStore store = new OpenStore();
        Flow flow = Flow.define("parameter", f -> {
            f.task(Bodies::twice, f.parameter("n", 2)).target("{parameters.n}");
        });
        flow.run(RunOptions.DEFAULT.results(store).checkpointing(true));
        assertThat(store.entries()).containsOnlyKeys("targets/2");
    }

    // 52
    @Test
    void aResultThatCannotBeWrittenFailsTheTaskUnlessItNeedNotBe() {
        Flow flow = Flow.define("unwritable", f -> {
            f.task(Bodies::yes).named("kept").target("here");
            f.task(Bodies::yes).named("not kept").checkpoint(false);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.results(new FullStore()).checkpointing(true));
        assertThat(run.task("kept").error().orElseThrow().message()).contains("no space");
        assertThat(Seen.state(run, "not kept")).isEqualTo("Success");
    }

    private static Flow goodAndBad() {
        return Flow.define("stored", f -> {
            f.task(Bodies::number, value(Bodies.FAILS)).named("failed").target("failed");
            f.task(Bodies::number, value(Bodies.SKIPS)).named("skipped").target("skipped");
            f.task(Bodies::number, value(1)).named("good").target("good");
        });
    }

    // 53
    @Test
    void failuresAndSkipsAreNeverStored() {
        OpenStore store = new OpenStore();
        FlowRun run = goodAndBad().run(RunOptions.DEFAULT.results(store).checkpointing(true));
        assertThat(store.entries()).containsOnlyKeys("targets/good");
        assertThat(Seen.state(run, "failed")).isEqualTo("Failed");
        assertThat(Seen.state(run, "skipped")).isEqualTo("Skipped");
    }

    // 54
    @Test
    void aFoundTargetIsNamedAndItsTaskNeverRuns() {
        RunOptions options = RunOptions.DEFAULT.results(ResultStores.memory());
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        goodAndBad().run(options);
        FlowRun again = goodAndBad().run(options.onStateChange(change -> {
            if (change.task().equals("good")) {
                told.add(change.to().name());
            }
        }));
        assertThat(told).containsExactly("Queued", "Cached");
        assertThat(again.task("good").attempts()).isZero();
        assertThat(again.task("good").state())
                .isInstanceOfSatisfying(
                        State.Cached.class,
                        cached -> assertThat(cached.source()).contains("targets/good"));
    }

    // 55
    @Test
    void theFirstRunMakesATargetAndTheSecondFindsIt() {
        RunOptions options = RunOptions.DEFAULT.results(ResultStores.memory());
        assertThat(Seen.state(goodAndBad().run(options), "good")).isEqualTo("Success");
        FlowRun again = goodAndBad().run(options);
        assertThat(Seen.state(again, "good")).isEqualTo("Cached");
        assertThat(again.task("good").value()).isEqualTo(1);
    }

    private static Loop<Integer, Integer> toThree(int n) {
        return n == 3 ? Loop.done(n) : Loop.again(n + 1);
    }

    /** Elsewhere each turn ends in a state of its own and is stored; here the task goes back to its queue between two. */
    // 59
    @Test
    void aLoopOfThreeTurnsRunsThreeTimesAndItsResultIsStoredOnce() {
        OpenStore store = new OpenStore();
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define(
                "loop",
                f -> f.loop(ResultsTest::toThree, value(1))
                        .onStateChange(change -> told.add(change.to().name())));
        FlowRun run = flow.run(RunOptions.DEFAULT
                .executor(TaskExecutors.inThread())
                .results(store)
                .checkpointing(true));
        assertThat(told).containsExactly("Queued", "Running", "Queued", "Running", "Queued", "Running", "Success");
        assertThat(run.task("to_three").value()).isEqualTo(3);
        assertThat(store.keys(run))
                .filteredOn(
                        key -> !key.endsWith("-turn")) // what a turn passed on, kept for a resume: one or two of them
                .containsExactly("runs/RUN/to_three/3");
    }
}
