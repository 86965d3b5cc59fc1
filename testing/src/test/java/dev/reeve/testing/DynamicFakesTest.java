package dev.reeve.testing;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks of flows that are made while the flow runs. */
final class DynamicFakesTest {
    static int fetch(int page) {
        throw new IllegalStateException("no test asks the shop for page " + page);
    }

    static int sum(List<Integer> pages) {
        return pages.stream().mapToInt(Integer::intValue).sum();
    }

    static int plusOne(int number) {
        return number + 1;
    }

    static ResultFlow<Integer> pages(int count) {
        return Flow.returning("pages", f -> {
            List<Integer> numbers = IntStream.range(0, count).boxed().toList();
            Output<List<Integer>> fetched = f.map(DynamicFakesTest::fetch, each(numbers));
            return f.task(DynamicFakesTest::sum, fetched);
        });
    }

    static ResultFlow<Integer> nested(int count) {
        return Flow.returning("nested", f -> f.dynamic(DynamicFakesTest::pages, value(count)));
    }

    private static Flow flow() {
        return Flow.define("dynamic", f -> {
            Output<Integer> total = f.dynamic(DynamicFakesTest::pages, value(3));
            f.task(DynamicFakesTest::plusOne, total).named("last");
        });
    }

    @Test
    void aFunctionIsReplacedInTheFlowThatADynamicTaskMakes() {
        TestRun run = FlowTester.of(flow())
                .replace(DynamicFakesTest::fetch, page -> 10 * page)
                .run();
        assertThat(run).succeeded().task("last").hasResult(31);
        assertThat(run.calls("pages/fetch")).hasSize(3);
        assertThat(run.calls("pages/fetch[2]").getFirst().argument(0, Integer.class))
                .isEqualTo(2);
        assertThat(run.calls("pages").getFirst().result()).isInstanceOf(Flow.class);
    }

    @Test
    void aTaskOfItIsReplacedByItsNameToo() {
        TestRun run = FlowTester.of(flow())
                .replace(DynamicFakesTest::fetch, page -> 1)
                .replace("pages/sum", call -> 40)
                .run();
        assertThat(run).succeeded().task("last").hasResult(41);
    }

    @Test
    void aTaskOfItFailsAndTakesTimeAsTheTestSays() {
        TestRun run = FlowTester.of(flow())
                .replace(DynamicFakesTest::fetch, page -> page)
                .taking("pages/sum", Duration.ofHours(5))
                .failing("pages/fetch[1]", 1, () -> new IOException("closed"))
                .run();
        assertThat(run).failed();
        assertThat(run.calls("pages/sum")).isEmpty();
        TestRun slow = FlowTester.of(flow())
                .replace(DynamicFakesTest::fetch, page -> page)
                .taking("pages/sum", Duration.ofHours(5))
                .run();
        assertThat(slow).succeeded().took(Duration.ofHours(5));
    }

    @Test
    void flowsThatMakeFlowsAreReachedToo() {
        Flow flow = Flow.define("outer", f -> f.dynamic(DynamicFakesTest::nested, value(2)));
        TestRun run =
                FlowTester.of(flow).replace(DynamicFakesTest::fetch, page -> 5).run();
        assertThat(run).succeeded().task("nested").hasResult(10);
        assertThat(run.calls("nested/pages/fetch")).hasSize(2);
    }

    @Test
    void aFlowThatIsCrashedCallsTheFakesInTheFlowsThatItMakes() throws Exception {
        CrashSeries series = new CrashSeries(1);
        series.run(
                testbed -> {
                    TestRun run = testbed.of(flow())
                            .replace(DynamicFakesTest::fetch, page -> 10 * page)
                            .run();
                    assertThat(run).succeeded().task("last").hasResult(31);
                },
                point -> {});
        assertThat(series.commits()).isGreaterThan(5);
    }

    @Test
    void whereNothingIsMadeAFunctionThatIsNotThereIsRefusedAsBefore() {
        Flow flow = Flow.define("plain", f -> f.task(DynamicFakesTest::plusOne, value(1)));
        assertThatThrownBy(() -> FlowTester.of(flow).replace(DynamicFakesTest::fetch, page -> 1))
                .hasMessageContaining("has no task that calls DynamicFakesTest.fetch");
        assertThatThrownBy(() -> FlowTester.of(flow).replace("plus_one/x", call -> 1))
                .hasMessageContaining("has no task \"plus_one/x\"");
    }
}
