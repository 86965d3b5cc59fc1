package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.flatten;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.TypeRef;
import dev.reeve.spi.SettableTime;
import dev.reeve.state.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mapped tasks, their children, and what comes after them. */
final class MappingTest {
    private static List<Integer> brokenList() {
        throw new IllegalStateException("no list");
    }

    private static int onSecondAttempt(int n) {
        if (n == 2 && TaskRun.current().attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        return n;
    }

    private static List<Integer> sizes(int n) {
        return Bodies.upTo(Bodies.number(n));
    }

    /** Elsewhere Failed, with words of its own; here as any task after one that failed. */
    // 30
    @Test
    void overAListThatFailedNothingIsMapped() {
        FlowRun run = Flow.define("failed", f -> f.map(Bodies::twice, each(f.task(MappingTest::brokenList))))
                .run();
        assertThat(Seen.state(run, "twice")).isEqualTo("TriggerFailed");
        assertThat(run.task("twice").children()).isEmpty();
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    // 31
    @Test
    @SuppressWarnings("unchecked") // javac refuses to map over a number, so it has to be lied to
    void overWhatIsNoListNothingIsMapped() {
        FlowRun run = Flow.define("scalar", f -> {
                    Output<?> one = f.task(Bodies::number, value(1));
                    f.map(Bodies::twice, each((Output<List<Integer>>) one));
                })
                .run();
        assertThat(run.task("twice").error().orElseThrow().message()).contains("where a list belongs");
        assertThat(run.task("twice").children()).isEmpty();
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    // 32
    @Test
    void theShorterOfTwoListsSaysHowMany() {
        FlowRun run = Flow.define(
                        "zipped", f -> f.map(Bodies::plus, each(f.task(Bodies::upTo, value(3))), each(List.of(0, 1))))
                .run();
        assertThat(run.task("plus").value()).isEqualTo(List.of(0, 2));
        assertThat(Seen.children(run, "plus")).containsExactly("Success", "Success");
    }

    /** Elsewhere both are Mapped for ever; here Mapped is a state on the way. */
    // 33
    @Test
    void anEmptyListIsASuccessAllTheWayDown() {
        FlowRun run = Flow.define("empty", f -> {
                    Output<List<Integer>> first = f.map(Bodies::twice, each(f.task(Bodies::upTo, value(0))));
                    f.map(Bodies::square, each(first));
                })
                .run();
        assertThat(Seen.history(run.task("twice"))).containsExactly("Pending", "Mapped", "Success");
        assertThat(run.task("square").value()).isEqualTo(List.of());
        assertThat(run.state().name()).isEqualTo("Success");
    }

    private static FlowRun mapped(Integer... numbers) {
        return Flow.define("mapped", f -> {
                    Output<List<Integer>> first =
                            f.map(Bodies::number, each(List.of(numbers))).named("first");
                    f.map(Bodies::twice, each(first)).named("aligned");
                    f.task(Bodies::sum, first).named("total");
                })
                .run();
    }

    // 34
    @Test
    void aFailedChildFailsOnlyTheChildOfItsNumber() {
        FlowRun run = mapped(1, Bodies.FAILS, 3);
        assertThat(Seen.children(run, "first")).containsExactly("Success", "Failed", "Success");
        assertThat(Seen.children(run, "aligned")).containsExactly("Success", "TriggerFailed", "Success");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    /** Elsewhere it leaves a null in the list and skips whoever takes the list; here neither. */
    // 35
    @Test
    void aSkippedChildSkipsOnlyTheChildOfItsNumberAndLeavesNoNull() {
        FlowRun run = mapped(Bodies.SKIPS, 4, 5);
        assertThat(Seen.children(run, "aligned")).containsExactly("Skipped", "Success", "Success");
        assertThat(run.task("aligned").value()).isEqualTo(List.of(8, 10));
        assertThat(run.task("total").value()).isEqualTo(9);
        assertThat(run.state().name()).isEqualTo("Success");
    }

    // 36
    @Test
    void aFailedChildFailsWhoeverTakesTheList() {
        assertThat(Seen.state(mapped(1, Bodies.FAILS, 3), "total")).isEqualTo("TriggerFailed");
    }

    // 37
    @Test
    void whoeverTakesTheListWaitsForAChildThatIsRetriedWhileOtherBranchesGoOn() throws Exception {
        SettableTime time = Seen.morning();
        Flow flow = Flow.define("waits", f -> {
            Output<List<Integer>> mapped = f.map(MappingTest::onSecondAttempt, each(List.of(1, 2, 3)))
                    .named("mapped")
                    .retries(1, Duration.ofHours(1));
            f.task(Bodies::sum, mapped).named("total");
            f.map(Bodies::twice, each(mapped)).named("aligned");
            f.task(Bodies::yes).named("other");
        });
        FlowRun run = flow.start(Seen.at(time));
        time.awaitAlarms(1);
        Seen.awaitState(run, "other", "Success");
        assertThat(Seen.state(run, "total")).isEqualTo("Pending");
        assertThat(run.state().name()).isEqualTo("Running");
        time.advance(Duration.ofHours(1));
        assertThat(run.await().task("total").value()).isEqualTo(6);
    }

    /** Elsewhere it becomes a plain task; here it is a mistake that the definition tells. */
    // 38
    @Test
    void mappingOverNothingIsRefused() {
        assertThat(Seen.mistake(f -> f.map(Bodies::show, value(List.of(1, 2)))))
                .contains("none of its inputs is each(..)", "f.task");
    }

    // 39
    @Test
    void theWholeListOfAMappedTaskMayBeSharedByTheChildrenOfAnother() {
        FlowRun run = Flow.define("whole", f -> {
                    Output<List<Integer>> doubled = f.map(Bodies::twice, each(List.of(1, 2)));
                    f.map(Bodies::both, each(doubled), doubled);
                })
                .run();
        assertThat(run.task("both").value()).isEqualTo(List.of("2/[2, 4]", "4/[2, 4]"));
    }

    private static Loop<Integer, Integer> plusThreeTwice(int n, List<String> calls) {
        calls.add("call");
        boolean first = TaskRun.current().attempt() == 1;
        if (first) {
            throw new IllegalStateException("once");
        }
        return TaskRun.current().attempt() == 3 ? Loop.done(n + 3) : Loop.again(n + 3);
    }

    /** A loop is one task; for each element of a list it stands in a block. */
    // 41
    @Test
    void aLoopForEachElementKeepsItsOwnStateOverRetries() {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        ResultFlow<List<Integer>> flow = Flow.returning(
                "loops",
                f -> f.fanOut(
                        f.parameter("list", new TypeRef<List<Integer>>() {}, List.of(1, 20)),
                        n -> f.loop(MappingTest::plusThreeTwice, n, value(calls))
                                .retries(1, Duration.ZERO)));
        assertThat(flow.run().result()).containsExactly(7, 26);
        assertThat(calls).hasSize(6); // for each element a failed call and two turns
    }

    /** Elsewhere a page that failed is one failed element; here it fails what reads the whole list, unless it may not. */
    // 42
    @Test
    void listsOfListsAreOneListOfWhatThereIs() {
        Flow flow = Flow.define("flatten", f -> {
            Output<List<List<Integer>>> pages =
                    f.map(MappingTest::sizes, each(f.parameter("sizes", new TypeRef<List<Integer>>() {})));
            f.map(Bodies::twice, each(flatten(pages))).named("strict");
            f.map(Bodies::twice, each(flatten(pages))).named("rest").trigger(Trigger.ALL_FINISHED);
        });
        FlowRun good = flow.run(Map.of("sizes", List.of(1, 3)));
        assertThat(good.task("strict").value()).isEqualTo(List.of(0, 0, 2, 4));
        FlowRun skipped = flow.run(Map.of("sizes", List.of(1, Bodies.SKIPS, 2)));
        assertThat(skipped.task("strict").value()).isEqualTo(List.of(0, 0, 2));
        FlowRun failed = flow.run(Map.of("sizes", List.of(1, Bodies.FAILS, 2)));
        assertThat(Seen.children(failed, "strict")).containsOnly("TriggerFailed");
        assertThat(failed.task("rest").value()).isEqualTo(List.of(0, 0, 2));
        assertThat(failed.state()).isInstanceOf(State.Failed.class);
    }
}
