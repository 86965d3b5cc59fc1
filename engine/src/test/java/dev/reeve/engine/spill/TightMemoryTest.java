package dev.reeve.engine.spill;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.flatten;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Trigger;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.Bound;
import dev.reeve.state.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class TightMemoryTest {
    record Page(int number, String text, byte[] bytes) {}

    /** Has no plain form and no form at all. */
    static final class Handle {
        private final Thread thread = new Thread();
    }

    @TempDir
    private Path home;

    static Page page(int number) {
        return new Page(number, "page " + number, new byte[] {(byte) number});
    }

    static Page next(Page page) {
        return page(page.number() + 1);
    }

    static int failing(int number) {
        if (number % 2 == 1) {
            throw new IllegalStateException("odd");
        }
        return number;
    }

    static Page pageOfEven(int number) {
        return page(failing(number));
    }

    static List<Page> two(Page page) {
        return List.of(page, page);
    }

    static int sum(List<Page> pages) {
        return pages.stream().mapToInt(Page::number).sum();
    }

    static int number(Page page) {
        return page.number() + page.bytes()[0];
    }

    static Handle handle() {
        return new Handle();
    }

    static Thread thread(Handle handle) {
        return handle.thread;
    }

    static List<Integer> numbers(int width) {
        return IntStream.range(0, width).boxed().toList();
    }

    static Stream<TaskExecutor> executors() {
        return Stream.of(TaskExecutors.threads(4), TaskExecutors.virtual(16), TaskExecutors.inThread());
    }

    @ParameterizedTest
    @MethodSource("executors")
    void mappedResultsAreReadBackOneByOneAndAsAWhole(TaskExecutor executor) throws Exception {
        Flow flow = Flow.returning("tight", f -> {
            Output<List<Page>> first = f.map(TightMemoryTest::page, each(numbers(2000)));
            Output<List<Page>> second = f.map(TightMemoryTest::next, each(first));
            Output<List<List<Page>>> third = f.map(TightMemoryTest::two, each(second));
            return f.task(TightMemoryTest::sum, flatten(third));
        });
        RunView run = new Tight(home).run(flow, RunOptions.DEFAULT.executor(executor));
        assertThat(run.state()).isInstanceOf(State.Success.class);
        assertThat(run.flowResult().value())
                .isEqualTo(2 * IntStream.rangeClosed(1, 2000).sum());
    }

    @Test
    void whatTheRunKeepsIsReadWhenSomebodyAsks() throws Exception {
        Flow flow = Flow.define("kept", f -> {
            f.task(TightMemoryTest::page, value(7)).named("single");
            Output<List<Page>> many = f.map(TightMemoryTest::page, each(numbers(20)))
                    .named("many")
                    .keep();
            f.task(TightMemoryTest::sum, many).keep(); // before which results are moved
        });
        RunView run = new Tight(home).run(flow, RunOptions.DEFAULT.executor(TaskExecutors.inThread()));
        int single = flow.graph().node("single").orElseThrow().index();
        int many = flow.graph().node("many").orElseThrow().index();
        assertThat(((Page) run.result(single, -1).value()).bytes()).containsExactly(7);
        assertThat(((Page) run.result(many, 3).value()).text()).isEqualTo("page 3");
        assertThat((List<?>) run.result(many, -1).value())
                .hasSize(20)
                .allSatisfy(page -> assertThat(page).isInstanceOf(Page.class));
        assertThat(run.result(many, 3).value()).isNotSameAs(run.result(many, 3).value());
    }

    @Test
    void childrenThatFailedAreLeftOut() throws Exception {
        Flow flow = Flow.returning("some", f -> {
            Output<List<Page>> pages = f.map(TightMemoryTest::pageOfEven, each(numbers(100)));
            return f.task(TightMemoryTest::sum, pages).trigger(Trigger.someSuccessful(Bound.share(0.4)));
        });
        assertThat(new Tight(home).run(flow).flowResult().value())
                .isEqualTo(IntStream.range(0, 100).filter(i -> i % 2 == 0).sum());
    }

    @Test
    void severalResultsAndPartsOfThemAreReadBack() throws Exception {
        Flow flow = Flow.returning("fan-in", f -> {
            List<Output<Page>> pages = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                pages.add(f.task(TightMemoryTest::page, value(i)).named("page " + i));
            }
            Output<Integer> sum = f.task(TightMemoryTest::sum, all(pages));
            Output<Integer> part = f.task(Math::abs, pages.getFirst().get(Page::number));
            return f.task(Math::addExact, sum, part);
        });
        assertThat(new Tight(home).run(flow).flowResult().value())
                .isEqualTo(IntStream.range(0, 50).sum());
    }

    @Test
    void flowsInFlowsReadTheirResults() throws Exception {
        Flow flow = Flow.returning("blocks", f -> {
            Output<List<Integer>> numbers = f.fanOut(
                    value(numbers(30)), n -> f.task(TightMemoryTest::number, f.task(TightMemoryTest::page, n)));
            return f.task((List<Integer> all) -> all.stream().mapToInt(i -> i).sum(), numbers)
                    .named("sum");
        });
        RunView run = new Tight(home).run(flow);
        assertThat(run.flowResult().value())
                .isEqualTo(2 * IntStream.range(0, 30).sum());
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // that object, and no equal one
    void whatCannotBeWrittenStaysTheSameObject() throws Exception {
        AtomicReference<Handle> made = new AtomicReference<>();
        Flow flow = Flow.returning("handles", f -> {
            Output<Handle> handle = f.task(TightMemoryTest::handle);
            Output<Handle> later = f.task(
                            (Handle it) -> {
                                made.set(it);
                                return it;
                            },
                            handle)
                    .named("later");
            return f.task((Handle a, Handle b) -> a == b && a.thread == thread(b), handle, later)
                    .named("same");
        });
        assertThat(new Tight(home).run(flow).flowResult().value()).isEqualTo(true);
        assertThat(made.get()).isNotNull();
    }

    @Test
    void nothingIsLeftInTheDirectory() throws Exception {
        Flow flow = Flow.define("f", f -> f.map(TightMemoryTest::page, each(numbers(1000))));
        RunView run = new Tight(home).run(flow);
        assertThat(run.state().isSuccessful()).isTrue();
        assertThat(home.resolve(".reeve/spill")).isEmptyDirectory(); // a file has no name from the start
    }

    @Test
    void withSpillOffNothingIsWritten() throws Exception {
        Flow flow = Flow.define("f", f -> f.map(TightMemoryTest::page, each(numbers(1000))));
        assertThat(new Tight(home, "REEVE_RESULTS_SPILL", "false")
                        .run(flow)
                        .state()
                        .isSuccessful())
                .isTrue();
        assertThat(home.resolve(".reeve/spill")).doesNotExist();
    }

    @Test
    void whereNothingCanBeWrittenResultsStayInMemory() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "no directory");
        Flow flow = Flow.returning(
                "f", f -> f.task(TightMemoryTest::sum, f.map(TightMemoryTest::page, each(numbers(1000)))));
        assertThat(new Tight(home, "REEVE_RESULTS_SPILL_DIR", file.toString())
                        .run(flow)
                        .flowResult()
                        .value())
                .isEqualTo(IntStream.range(0, 1000).sum());
    }
}
