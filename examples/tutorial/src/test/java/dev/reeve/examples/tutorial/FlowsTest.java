package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskNode;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.examples.tutorial.ShopSales.Sale;
import dev.reeve.state.State;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say of flows is so. */
class FlowsTest {
    static int halve(int number) {
        return switch (number) {
            case 1 -> throw new IllegalStateException("odd");
            case 2 -> throw Signal.skip("nothing to do");
            default -> number / 2;
        };
    }

    static int negate(int number) {
        return -number;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void aTaskRunTellsItsPlaceInATrace() {
        FlowRun run = Shop.flow().run();
        assertThat(run.task("load").value()).isEqualTo(2);
        assertThat(String.valueOf(run.task("asked").value())).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    private static FlowRun mapped(List<Integer> numbers, Trigger trigger) {
        return Flow.define("mapped", f -> {
                    TaskNode<List<Integer>> halves = f.map(FlowsTest::halve, each(numbers));
                    f.map(FlowsTest::negate, each(halves));
                    f.task(FlowsTest::sum, halves).trigger(trigger);
                })
                .run();
    }

    @Test
    void quotesAreCachedNamedAndKept() {
        RunOptions options = RunOptions.DEFAULT.results(ResultStores.memory()).parameter("day", "tuesday");
        FlowRun first = Quotes.flow().run(options);
        assertThat(first.state().name()).isEqualTo("Success");
        assertThat(first.name()).startsWith("quotes-tuesday-");
        assertThat(first.task("fetch").children())
                .extracting(child -> child.runName())
                .containsExactly("EUR-0", "CHF-1");
        assertThat(first.artifacts())
                .extracting(kept -> kept.artifact().name())
                .containsExactly("summary", "quotes", "source");
        FlowRun second = Quotes.flow().run(options.parameter("patience", 20));
        assertThat(children(second, "fetch")).containsExactly("Cached", "Cached");
        assertThat(second.task("byCurrency").state().name()).isEqualTo("Cached");
        assertThat(second.task("byLetter").state().name()).isEqualTo("Cached");
        assertThat(second.task("byAge").state().name()).isEqualTo("Success");
    }

    private static List<String> children(FlowRun run, String task) {
        return run.task(task).children().stream()
                .map(child -> child.state().name())
                .toList();
    }

    @Test
    void aFailedChildFailsItsTaskAndOnlyTheChildOfTheSameNumber() {
        FlowRun run = mapped(List.of(4, 1, 6), Trigger.ALL_SUCCESSFUL);

        assertThat(run.task("halve").state().name()).isEqualTo("Failed");
        assertThat(children(run, "negate")).containsExactly("Success", "TriggerFailed", "Success");
        assertThat(run.task("sum").state().name()).isEqualTo("TriggerFailed");
        assertThat(run.state().isFailed()).isTrue();
    }

    @Test
    void aSkippedChildIsLeftOut() {
        FlowRun run = mapped(List.of(4, 2, 6), Trigger.ALL_SUCCESSFUL);

        assertThat(run.task("halve").state().name()).isEqualTo("Success");
        assertThat(children(run, "negate")).containsExactly("Success", "Skipped", "Success");
        assertThat(run.task("sum").value()).isEqualTo(5);
        assertThat(run.state().isSuccessful()).isTrue();
    }

    @Test
    void allSkippedChildrenSkipWhatComesAfter() {
        FlowRun run = mapped(List.of(2, 2), Trigger.ALL_SUCCESSFUL);

        assertThat(run.tasks()).allMatch(task -> task.state().name().equals("Skipped"));
    }

    @Test
    void anEmptyListIsASuccessWithAnEmptyList() {
        FlowRun run = mapped(List.of(), Trigger.ALL_SUCCESSFUL);

        assertThat(run.task("halve").state().name()).isEqualTo("Success");
        assertThat(run.task("sum").value()).isEqualTo(0);
    }

    @Test
    void aTolerantTaskGetsTheValuesThatThereAre() {
        assertThat(mapped(List.of(4, 1, 6), Trigger.ANY_SUCCESSFUL).task("sum").value())
                .isEqualTo(5);
        assertThat(MostShops.flow().run().result()).isEqualTo(9);
        assertThat(MostShops.flowWithBounds().run().result()).isEqualTo(9);
        assertThat(MostShops.flow().run().state().isSuccessful()).isTrue();
    }

    @Test
    void listsOfDifferentLengthsCountAsFarAsTheShortest() {
        ResultFlow<List<Integer>> flow =
                Flow.returning("zipped", f -> f.map(Integer::sum, each(List.of(1, 2, 3)), each(List.of(10, 20))));

        assertThat(flow.run().result()).containsExactly(11, 22);
    }

    @Test
    void aFailureOfWhatMattersFailsTheNightAndCleansUp() throws Exception {
        List<FlowRun> runs = new ArrayList<>();
        String printed = Printed.by(() -> runs.add(Nightly.flow().run(Map.of("inbox", List.of("broken.csv")))));
        FlowRun run = runs.get(0);

        assertThat(run.state().name()).isEqualTo("Failed");
        assertThat(printed).contains("cleaned up").contains("somebody should look at this");
        assertThat(run.task("load").error().orElseThrow().oneLine()).contains("broken.csv has no header");
    }

    @Test
    void anEmptyInboxSkipsTheNight() throws Exception {
        List<FlowRun> runs = new ArrayList<>();
        Printed.by(() -> runs.add(Nightly.flow().run(Map.of("inbox", List.of()))));

        assertThat(runs.get(0).task("load").state().name()).isEqualTo("Skipped");
        assertThat(runs.get(0).state().name()).isEqualTo("Success");
    }

    @Test
    void anUnexpectedFormatFails() {
        FlowRun run = Loading.flow().run(Map.of("format", Loading.Format.PDF));

        assertThat(run.state().name()).isEqualTo("Failed");
        assertThat(run.task("unexpected_format").error().orElseThrow().message())
                .contains("PDF");
    }

    @Test
    void aTimeoutEndsTheAttemptAndADeadlineTheRun() {
        Flow flow = Flow.define(
                "slow",
                f -> f.action(() -> Thread.sleep(Duration.ofHours(1)))
                        .named("sleep")
                        .timeout(Duration.ofMillis(20)));
        Flow patient = Flow.define(
                "patient",
                f -> f.action(() -> Thread.sleep(Duration.ofHours(1))).named("sleep"));

        FlowRun late = patient.run(RunOptions.DEFAULT.deadline(Duration.ofMillis(20)));

        assertThat(flow.run().task("sleep").state()).isInstanceOf(State.TimedOut.class);
        assertThat(late.state()).isInstanceOf(State.TimedOut.class);
        assertThat(late.task("sleep").state()).isInstanceOf(State.Cancelled.class);
    }

    @Test
    void aCancelledRunIsCancelledAndSoIsWhatHasNotBegun() throws Exception {
        List<FlowRun> runs = new ArrayList<>();
        String printed = Printed.by(() -> runs.add(new Cancelling().startAndCancel()));

        assertThat(printed).isEqualTo("Cancelled: the shop is closed\n");
        assertThat(runs.get(0).task("count").state()).isInstanceOf(State.Cancelled.class);
    }

    @Test
    void cleaningUpDoesNotBeginInACancelledRun() {
        Flow flow = Flow.define("interrupted", f -> {
            var first = f.action(() -> Thread.currentThread().interrupt()).named("interrupt");
            f.action(() -> {}).named("clean_up").after(first).trigger(Trigger.ALL_FINISHED);
        });

        FlowRun run = flow.run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.task("clean_up").state().name()).isEqualTo("Cancelled");
    }

    @Test
    void whatHasNoValueIsSeenAsNothing() {
        List<Object> seen = new ArrayList<>();
        FlowRun run = Flow.define("absent", f -> {
                    Output<Integer> number = f.task(FlowsTest::halve, value(1));
                    Output<Optional<String>> text = f.task(FlowsTest::nothing);
                    f.action(
                                    (Integer a, Optional<String> b) -> {
                                        seen.add(a);
                                        seen.add(b);
                                    },
                                    number,
                                    text)
                            .named("look")
                            .trigger(Trigger.ALL_FINISHED);
                })
                .run();

        assertThat(run.task("look").state().isSuccessful()).isTrue();
        assertThat(seen).containsExactly(null, Optional.empty());
    }

    static Optional<String> nothing() {
        throw new IllegalStateException("nothing");
    }

    @Test
    void servicesAndSecretsComeIn() {
        Warehouse warehouse = new Warehouse();
        FlowRun run = Restocking.run(warehouse, Map.of("SUPPLIER_TOKEN", "canary"));

        assertThat(run.state().isSuccessful()).isTrue();
        assertThat(warehouse.stock()).isEqualTo(Map.of("apples", 20, "pears", 5));
        assertThat(run.task("add-2").state().isSuccessful()).isTrue();
    }

    @Test
    void aSecretThatNobodyKnowsFailsItsTask() {
        FlowRun run = Restocking.run(new Warehouse(), Map.of());

        assertThat(run.task("order").error().orElseThrow().message()).contains("supplier-token");
    }

    @Test
    void resultsAreStoredAsTheTasksSay(@TempDir Path directory) throws IOException {
        URI bucket = directory.resolve("out").toUri();
        RunOptions options = RunOptions.DEFAULT
                .results(ResultStores.files(directory.resolve("results")))
                .scheduled(Instant.parse("2026-03-01T12:00:00Z")) // both of one day
                .parameter("bucket", bucket);

        FlowRun first = Stores.flow().run(options);
        FlowRun second = Stores.flow().run(options);

        assertThat(first.state().name()).isEqualTo("Success");
        assertThat(directory.resolve("out/summary.txt")).hasContent("23 sold\n");
        assertThat(children(second, "fetch")).containsExactly("Cached", "Cached");
        assertThat(children(second, "parse")).containsExactly("Cached", "Cached");
        assertThat(second.task("join").state().name()).isEqualTo("Success");
        assertThat(stored(directory, "Bonn.csv")).hasSize(1);
        assertThat(stored(directory, "1"))
                .anySatisfy(text -> assertThat(text).contains("\"sales-csv\"").contains("apples,4\n"));
    }

    private static List<String> stored(Path directory, String name) throws IOException {
        try (var files = Files.walk(directory.resolve("results"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(file -> file.endsWith(name) && Files.isRegularFile(file))
                    .toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    @Test
    void theSerializerReadsWhatItWrote() {
        Type type = List.class;
        List<Sale> sales = List.of(new Sale("apples", 2), new Sale("pears", 3));
        SalesCsv serializer = new SalesCsv();

        assertThat(serializer.fromBytes(serializer.toBytes(sales, type), type)).isEqualTo(sales);
        assertThatThrownBy(() -> serializer.toBytes("text", type)).hasMessageContaining("not a list of sales");
    }

    @Test
    void optionsOfTheHowToPagesCanBeMade() throws IOException {
        assertThat(Stores.inFiles()).isNotNull();
    }

    @Test
    void theDrawingOfARunNamesItsStates() {
        assertThat(Drawn.drawRun()).contains("Success");
    }

    @Test
    void theDrawingIsAFile(@TempDir Path directory) throws IOException {
        Drawn.draw(directory);

        assertThat(directory.resolve("sales.svg")).content().startsWith("<").contains("total");
    }
}
