package dev.reeve.engine.record;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.ResultFlow;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.TraceIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a run that goes on holds inside of its tasks that are flow runs, too. */
final class ResumedFlowsInFlowsTest {
    private static final List<String> CALLED = Collections.synchronizedList(new ArrayList<>());
    private static volatile boolean broken;

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        CALLED.clear();
        broken = false;
    }

    static int noted(String name, int number) {
        CALLED.add(name + number);
        return number + 1;
    }

    static int perhaps(int number) {
        if (broken) {
            throw new IllegalStateException("broken");
        }
        return number;
    }

    private RunOptions options() {
        return RunOptions.DEFAULT
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")));
    }

    /** {@code version} stands for the code of the innermost task. */
    private static ResultFlow<List<Integer>> elements(String version) {
        return Flow.returning(
                "elements",
                f -> f.fanOut(value(List.of(1, 2)), n -> {
                            var noted = f.task(ResumedFlowsInFlowsTest::noted, value("in"), n)
                                    .version(version);
                            return f.task(ResumedFlowsInFlowsTest::perhaps, noted)
                                    .version("1");
                        })
                        .named("each"));
    }

    private static ResultFlow<Integer> nested(String version) {
        ResultFlow<Integer> inner = Flow.returning("inner", f -> {
            var noted = f.task(ResumedFlowsInFlowsTest::noted, value("in"), value(1))
                    .version(version);
            return f.task(ResumedFlowsInFlowsTest::perhaps, noted).version("1");
        });
        ResultFlow<Integer> middle =
                Flow.returning("middle", f -> f.subflow(inner).named("deep"));
        return Flow.returning("outer", f -> f.subflow(middle).named("sub"));
    }

    @Test
    void elementsOfAFanOutThatIsAskedForRunAnew() {
        var first = elements("1").run(options());
        assertThat(CALLED).containsExactlyInAnyOrder("in1", "in2");
        var again =
                elements("1").run(options().resuming(Resumption.of(first.id()).from("each")));
        assertThat(again.result()).containsExactly(2, 3);
        assertThat(CALLED).containsExactlyInAnyOrder("in1", "in2", "in1", "in2");
        CALLED.clear();
        elements("1").run(options().resuming(Resumption.of(first.id()).from("each", 1)));
        assertThat(CALLED).containsExactly("in2");
    }

    @Test
    void aFlowInAFlowThatIsAskedForRunsAnewToItsGround() {
        var first = nested("1").run(options());
        var again = nested("1").run(options().resuming(Resumption.of(first.id()).from("sub")));
        assertThat(again.result()).isEqualTo(2);
        assertThat(CALLED).containsExactly("in1", "in1");
        nested("1").run(options().resuming(Resumption.of(first.id()).reuse(Resumption.Reuse.NOTHING)));
        assertThat(CALLED).containsExactly("in1", "in1", "in1");
    }

    static String traced(int number) {
        return TaskRun.current().traceparent();
    }

    @Test
    void whatAFlowThatBeginsInALaterEpochHandsOnIsOfThatEpochHoweverDeepItIs() {
        ResultFlow<String> inner = Flow.returning(
                "inner", f -> f.task(ResumedFlowsInFlowsTest::traced, value(1)).version("1"));
        ResultFlow<String> middle =
                Flow.returning("middle", f -> f.subflow(inner).named("deep"));
        ResultFlow<String> outer = Flow.returning("outer", f -> {
            var first = f.task(ResumedFlowsInFlowsTest::perhaps, value(1)).version("1");
            return f.subflow(middle).named("sub").after(first);
        });
        var whole = outer.run(options());
        assertThat(whole.result()).isEqualTo(TraceIds.traceparent(whole.id() + ".sub.1.deep.1", 1, "traced"));
        broken = true;
        String id = outer.run(options()).id();
        broken = false;
        assertThat(outer.resume(id, options()).result())
                .isEqualTo(TraceIds.traceparent(id + ".sub.1.deep.1", 2, "traced"));
    }

    @Test
    void whatIsReusedInAFlowDecidesInTheFlowsInItToo() {
        broken = true;
        String id = nested("1").run(options()).id();
        broken = false;
        Resumption resumption = Resumption.of(id);
        assertThat(nested("2")
                        .run(options().resuming(resumption.reuse(Resumption.Reuse.SAME_GRAPH)))
                        .result())
                .isEqualTo(2);
        assertThat(CALLED)
                .as("its code is another, and that was said not to matter")
                .containsExactly("in1");
        broken = true;
        String other = nested("1").run(options()).id();
        broken = false;
        CALLED.clear();
        nested("2").resume(other, options());
        assertThat(CALLED).containsExactly("in1");
    }
}
