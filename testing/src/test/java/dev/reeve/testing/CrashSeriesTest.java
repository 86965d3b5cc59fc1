package dev.reeve.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.Task;
import dev.reeve.TaskRun;
import dev.reeve.graph.Effects;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrashSeriesTest {
    private static void shop(Testbed testbed) {
        Shop shop = new Shop();
        TestRun run = testbed.of(shop.flow())
                .replace(Shop::fetch, Shop::fake)
                .failing("fetch[1]", 1, () -> new IOException("503"))
                .run();
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(run.flowRun().artifacts()).hasSize(1);
        assertThat(shop.loaded).contains("total 33");
    }

    @Test
    void aFlowComesToTheSameWhereverItsEngineIsLost() throws Exception {
        for (long seed : new long[] {1, 15, 16}) { // 15 and 16 lose an artifact if it is told too late
            List<Integer> points = new ArrayList<>();
            CrashSeries series = new CrashSeries(seed);

            series.run(CrashSeriesTest::shop, points::add);

            assertThat(series.commits()).isGreaterThan(40);
            assertThat(points).hasSize(series.commits()).startsWith(1, 2);
        }
    }

    @Test
    void aLostEngineLeavesNothingBehindOnTheThread() throws Exception {
        CrashSeries series = new CrashSeries(1);
        CrashSeries.Trial prints = testbed -> testbed.of(Flow.define(
                        "prints",
                        f -> f.task(Shop::pages, dev.reeve.Inputs.value(2)).captureOutput()))
                .run();
        PrintStream before = System.out;

        series.run(prints, point -> {});

        assertThatThrownBy(TaskRun::current).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        System.out.flush();
        assertThat(System.out).isSameAs(before);
    }

    @Test
    void theSameSeedHasTheSameCommits() throws Exception {
        CrashSeries one = new CrashSeries(3);
        CrashSeries other = new CrashSeries(3);

        one.count(CrashSeriesTest::shop);
        other.count(CrashSeriesTest::shop);

        assertThat(one.commits()).isEqualTo(other.commits());
    }

    static final class Counter {
        private final AtomicInteger calls = new AtomicInteger();

        @Task(effects = Effects.IDEMPOTENT)
        int next() {
            return calls.incrementAndGet();
        }

        @Task(effects = Effects.IDEMPOTENT)
        int given(int number) {
            return 7 * (number - number);
        }

        int undeclared() {
            return calls.incrementAndGet();
        }
    }

    @Test
    void aTaskThatIsNotIdempotentAlthoughItSaysSoIsFound() {
        assertThatThrownBy(() -> new CrashSeries(1)
                        .run(
                                testbed -> {
                                    Counter counter = new Counter();
                                    testbed.of(Flow.define("count", f -> f.task(counter::next)))
                                            .mayDiffer("next")
                                            .run();
                                },
                                point -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\"next\" declares IDEMPOTENT, but returned something else")
                .hasMessageContaining("process 1: next(), attempt 1, returned 1")
                .hasMessageContaining("process 2: next(), attempt");
    }

    @Test
    void anInputThatIsAnotherAfterACrashIsFound() {
        assertThatThrownBy(() -> new CrashSeries(1)
                        .run(
                                testbed -> {
                                    Counter counter = new Counter();
                                    Flow flow = Flow.define("count", f -> {
                                        Output<Integer> number = f.task(() -> counter.undeclared())
                                                .named("number");
                                        f.task(counter::given, number);
                                    });
                                    testbed.of(flow).mayDiffer("number").run();
                                },
                                point -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\"given\" declares IDEMPOTENT, but was called with other inputs");
    }

    @Test
    void aResultThatIsAnotherAfterACrashIsFoundUnlessItMayBe() throws Exception {
        assertThatThrownBy(() -> new CrashSeries(1).run(CrashSeriesTest::counts, point -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Flow \"count\", crashed at commit ")
                .hasMessageContaining("the result of task \"undeclared\" is 2, not 1");

        new CrashSeries(1)
                .run(
                        testbed -> testbed.of(Flow.define("count", f -> f.task(new Counter()::undeclared)))
                                .mayDiffer("undeclared")
                                .run(),
                        point -> {});
    }

    private static void counts(Testbed testbed) {
        Counter counter = new Counter();
        testbed.of(Flow.define("count", f -> f.task(counter::undeclared))).run();
    }

    @Test
    void ofManyCommitsASampleIsDrawnWhichIsTheSameForTheSameSeed() throws Exception {
        CrashSeries series = new CrashSeries(5);
        series.count(testbed -> testbed.of(new Shop().flow())
                .with("pages", 60)
                .replace(Shop::fetch, Shop::fake)
                .run());

        assertThat(series.commits()).isGreaterThan(CrashSeries.MOST);
        assertThat(series.points())
                .hasSize(CrashSeries.MOST)
                .isSorted()
                .doesNotHaveDuplicates()
                .isEqualTo(series.points());
    }

    @Test
    void aTestThatIsAnotherEachTimeIsToldSo() throws Exception {
        AtomicInteger pages = new AtomicInteger(4);
        CrashSeries series = new CrashSeries(1);
        CrashSeries.Trial trial = testbed -> testbed.of(Flow.define("count", f -> {
                    Parameter<Integer> number = f.parameter("number", pages.getAndDecrement());
                    f.map(Shop::fake, dev.reeve.Inputs.each(f.task(Shop::pages, number)));
                }))
                .run();
        series.count(trial);

        assertThatThrownBy(() -> series.crash(series.commits(), trial))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not");
    }

    @Test
    void severalRunsOfOneTestAreCrashedOneByOne() throws Exception {
        CrashSeries series = new CrashSeries(2);

        series.run(
                testbed -> {
                    for (int i = 1; i < 3; i++) {
                        TestRun run = testbed.of(Flow.define("pages", f -> {
                                    Parameter<Integer> number = f.parameter("number", 1);
                                    f.task(Shop::pages, number);
                                }))
                                .with("number", i)
                                .run();
                        assertThat(run.result("pages")).asInstanceOf(LIST).hasSize(i);
                    }
                },
                point -> {});

        assertThat(series.commits()).isGreaterThan(10);
    }
}
