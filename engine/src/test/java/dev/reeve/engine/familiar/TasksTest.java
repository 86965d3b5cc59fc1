package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Task;
import dev.reeve.state.Backoff;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One task: its options, tags, parts and inputs. */
final class TasksTest {
    record Pair(int left, String right) {}

    private static Pair pair(int n) {
        return new Pair(n, "n" + n);
    }

    @Task(tags = {"nightly", "shop"})
    private static boolean tagged() {
        return true;
    }

    @Task(retryDelay = "PT1H")
    private static boolean patient() {
        throw new IllegalStateException("no");
    }

    /** Elsewhere each of them alone is an error; here none is: no wait means at once, no retries that nothing waits. */
    // 23
    @Test
    void retriesNeedNoDelayAndADelayNeedsNoRetries() {
        Flow flow = Flow.define("retries", f -> {
            f.task(Bodies::broken).retries(2);
            f.task(Bodies::broken).named("waits").backoff(Backoff.constant(Duration.ofHours(1)));
            f.task(TasksTest::patient);
        });
        FlowRun run = flow.run();
        assertThat(run.task("broken").attempts()).isEqualTo(3);
        assertThat(run.task("waits").attempts()).isEqualTo(1);
        assertThat(run.task("patient").attempts()).isEqualTo(1);
        assertThat(Seen.mistake(f -> f.task(Bodies::yes).retries(-1))).contains("Use 0 or more");
    }

    /** Elsewhere whole seconds; here any duration, and it is kept as it is. */
    // 24
    @Test
    void aTimeoutIsAnyDurationAboveZero() {
        for (Duration limit : List.of(Duration.ofMillis(500), Duration.ofMillis(3001))) {
            Flow flow = Flow.define("timeout", f -> f.task(Bodies::yes).timeout(limit));
            assertThat(flow.graph().node(0).settings().timeout()).isEqualTo(limit);
        }
        assertThat(Seen.mistake(f -> f.task(Bodies::yes).timeout(Duration.ZERO)))
                .contains("Use more than zero");
    }

    /** Elsewhere a block adds tags to all its tasks; here a call says all of them, in place of those of the function. */
    // 25
    @Test
    void tagsAreWordsThatTheCallOrTheFunctionNames() {
        Flow flow = Flow.define("tags", f -> {
            f.task(TasksTest::tagged).named("as declared");
            f.task(TasksTest::tagged).named("as called").tags("once");
            f.task(Bodies::yes);
        });
        assertThat(flow.graph().node(0).settings().tags()).containsExactly("nightly", "shop");
        assertThat(flow.graph().node(1).settings().tags()).containsExactly("once");
        assertThat(flow.graph().node(2).settings().tags()).isEmpty();
    }

    /** Elsewhere a task says how many parts its result has; here its type does, and each part is taken by its name. */
    // 26
    @Test
    void aResultIsTakenApartByItsType() {
        Flow flow = Flow.define("parts", f -> {
            Output<Pair> one = f.task(TasksTest::pair, value(1));
            f.task(Bodies::both, one.get(Pair::right), one.get(Pair::left)).named("one");
            Output<List<Pair>> many = f.map(TasksTest::pair, each(List.of(2, 3)));
            f.map(Bodies::show, each(many).get(Pair::right)).named("many");
        });
        FlowRun run = flow.run();
        assertThat(run.task("one").value()).isEqualTo("n1/1");
        assertThat(run.task("many").value()).isEqualTo(List.of("saw n2", "saw n3"));
        assertThat(Seen.names(flow)).doesNotHaveDuplicates().hasSize(4);
    }

    // 27
    @Test
    void aFunctionUsedTwiceIsTwoTasksOfDifferentNames() {
        Flow flow = Flow.define("twice", f -> {
            f.task(Bodies::yes).named("asked");
            f.task(Bodies::yes);
            f.task(Bodies::yes);
        });
        assertThat(Seen.names(flow)).containsExactly("asked", "yes", "yes-2");
        assertThat(Seen.mistake(f -> {
                    f.task(Bodies::yes).named("asked");
                    f.task(Bodies::yes).named("asked");
                }))
                .contains("two tasks are named \"asked\"");
    }

    /** Elsewhere a default of null makes a parameter optional; here a default is a value. */
    // 28
    @Test
    @SuppressWarnings("NullAway") // the mistake that this is about
    void aParameterHasADefaultThatIsAValueAndANameOfItsOwn() {
        assertThat(Seen.mistake(f -> f.parameter("x", String.class, null)))
                .contains("the default of parameter \"x\" is null", "Leave the default out");
        assertThat(Seen.mistake(f -> {
                    f.parameter("x", 1);
                    f.parameter("x", "one");
                }))
                .contains("two parameters are named \"x\"");
    }

    /** Elsewhere by flags or annotations, of which one wins; here {@code each(..)} is the only word for it. */
    // 29
    @Test
    void whatIsNotEachIsSharedByAllChildren() {
        FlowRun run = Flow.define("shared", f -> f.map(Bodies::both, each(List.of(1, 2)), value(List.of(3, 4))))
                .run();
        assertThat(run.task("both").value()).isEqualTo(List.of("1/[3, 4]", "2/[3, 4]"));
    }
}
