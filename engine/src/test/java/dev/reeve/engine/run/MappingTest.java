package dev.reeve.engine.run;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.flatten;
import static dev.reeve.Inputs.taskRun;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Inputs;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a mapped task calls its function with, and what its value is. */
final class MappingTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    record City(String name, int people) {}

    private static final List<City> CITIES = List.of(new City("Ulm", 126), new City("Bonn", 330));

    private static RunOptions on(TaskExecutor executor) {
        return RunOptions.DEFAULT.executor(executor);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void oneChildRunsForEachElementAndTheValueIsTheListOfTheirs(TaskExecutor executor) {
        Flow flow = Flow.define("map", f -> {
            Output<List<Integer>> numbers = f.task(Samples::upTo, value(4));
            Output<List<Integer>> doubled =
                    f.map(Samples::twice, each(numbers)).named("doubled").keep();
            f.task(Samples::sum, doubled).named("total");
        });
        FlowRun run = flow.run(on(executor));
        assertThat(run.task("doubled").value()).isEqualTo(List.of(2, 4, 6, 8));
        assertThat(run.task("total").value()).isEqualTo(20);
        assertThat(States.history(run.task("doubled"))).containsExactly("Pending", "Mapped", "Success");
        assertThat(run.task("doubled").children()).hasSize(4).allSatisfy(child -> {
            assertThat(States.history(child)).containsExactly("Pending", "Queued", "Running", "Success");
            assertThat(child.value()).isEqualTo(2 * (child.mapIndex() + 1));
        });
    }

    @ParameterizedTest
    @MethodSource("executors")
    void severalListsAreZippedAndTheShortestSaysHowFar(TaskExecutor executor) {
        String name = "zip-" + executor.describe();
        Flow flow = Flow.define(
                "zip",
                f -> f.map(Samples::three, each(List.of(1, 2, 3, 4)), each(List.of("a", "b")), value("!"))
                        .named(name));
        try (Logged logged = new Logged()) {
            FlowRun run = flow.run(on(executor));
            assertThat(run.task(name).value()).isEqualTo(List.of("1/a/!", "2/b/!"));
            assertThat(logged.lines())
                    .containsExactly("WARN the lists that " + name + " is mapped over differ in length: it runs for the"
                            + " first 2 elements, up to 2 are dropped");
        }
    }

    @Test
    void listsOfOneLengthAreNothingToWarnOf() {
        Flow flow = Flow.define(
                "zip",
                f -> f.map(Samples::both, each(List.of(1, 2)), each(List.of(3, 4)))
                        .named("even"));
        try (Logged logged = new Logged()) {
            assertThat(flow.run().state().name()).isEqualTo("Success");
            assertThat(logged.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void inputsWithoutEachAreSharedByAllChildren(TaskExecutor executor) {
        Flow flow = Flow.define("shared", f -> {
            Output<List<Integer>> numbers = f.map(Samples::twice, each(List.of(1, 2)));
            Output<String> country = f.parameter("country", "DE");
            f.map(Samples::three, each(List.of("a", "b")), numbers, country).named("last");
        });
        assertThat(flow.run(on(executor)).task("last").value()).isEqualTo(List.of("a/[2, 4]/DE", "b/[2, 4]/DE"));
    }

    @Test
    void aPartOfEachElementAndAPartOfTheListAreTaken() {
        Flow flow = Flow.define("parts", f -> {
            Output<List<City>> cities = f.task(() -> CITIES).named("cities");
            f.map(Samples::both, each(cities).get(City::name), each(cities).get(City::people))
                    .named("texts");
            f.map(Samples::show, each(cities.get(list -> list.subList(1, 2))).get(City::name))
                    .named("tail");
            Output<List<City>> mapped = f.map(city -> city, each(cities)).named("same");
            f.map(Samples::show, each(mapped).get(City::name).get(String::length))
                    .named("aligned");
        });
        FlowRun run = flow.run();
        assertThat(run.task("texts").value()).isEqualTo(List.of("Ulm/126", "Bonn/330"));
        assertThat(run.task("tail").value()).isEqualTo(List.of("saw Bonn"));
        assertThat(run.task("aligned").value()).isEqualTo(List.of("saw 3", "saw 4"));
    }

    @Test
    void aPartOfANullElementIsNullAndOneThatThrowsFailsItsChildOnly() {
        Flow flow = Flow.define("parts", f -> {
            f.map(Samples::show, each(Arrays.asList("four", null)).get(String::length))
                    .named("nulls");
            f.map(Samples::show, each(List.of("1", "x")).get(Integer::parseInt)).named("broken");
        });
        FlowRun run = flow.run();
        assertThat(run.task("nulls").value()).isEqualTo(List.of("saw 4", "saw null"));
        assertThat(States.children(run, "broken")).containsExactly("Success", "Failed");
        assertThat(run.task("broken").children().get(1).error().orElseThrow().type())
                .isEqualTo(NumberFormatException.class.getName());
    }

    @ParameterizedTest
    @MethodSource("executors")
    void flattenMakesOneListOfLists(TaskExecutor executor) {
        Flow flow = Flow.define("flatten", f -> {
            Output<List<List<Integer>>> pages = f.map(Samples::upTo, each(List.of(2, 0, 3)));
            f.map(Samples::twice, each(flatten(pages))).named("doubled");
            f.task(Samples::sum, flatten(pages)).named("total");
        });
        FlowRun run = flow.run(on(executor));
        assertThat(run.task("doubled").value()).isEqualTo(List.of(2, 4, 2, 4, 6));
        assertThat(run.task("total").value()).isEqualTo(9);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aFanInOfTasksIsMappedOver(TaskExecutor executor) {
        Flow flow = Flow.define("fanIn", f -> {
            Output<Integer> one = f.task(Samples::number, value(1)).named("one");
            Output<Integer> two = f.task(Samples::number, value(2)).named("two");
            f.map(Samples::twice, each(Inputs.<Integer>all(one, two, value(3)))).named("doubled");
        });
        assertThat(flow.run(on(executor)).task("doubled").value()).isEqualTo(List.of(2, 4, 6));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void anEmptyListHasNoChildrenAndAnEmptyValueAllTheWayDown(TaskExecutor executor) {
        Flow flow = Flow.define("empty", f -> {
            Output<List<Integer>> first = f.map(Samples::twice, each(f.task(Samples::emptyList)))
                    .named("first")
                    .keep();
            Output<List<Integer>> second =
                    f.map(Samples::twice, each(first)).named("second").keep();
            f.task(Samples::sum, second).named("total");
        });
        FlowRun run = flow.run(on(executor));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(run.task("first").value()).isEqualTo(List.of());
        assertThat(run.task("second").value()).isEqualTo(List.of());
        assertThat(run.task("total").value()).isEqualTo(0);
        assertThat(States.history(run.task("second"))).containsExactly("Pending", "Mapped", "Success");
    }

    @Test
    void whatIsNoListFailsTheMappedTaskAndSaysSo() {
        Flow flow = Flow.define(
                "null",
                f -> f.map(Samples::twice, each(f.task(Samples::nullList))).named("doubled"));
        FlowRun run = flow.run();
        assertThat(run.task("doubled").error().orElseThrow().message())
                .isEqualTo("each(..) of input 1 got null where a list belongs");
        assertThat(run.task("doubled").children()).isEmpty();
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @Test
    void aLinkedListIsReadOnceSoThatManyElementsCostNoSquare() {
        AtomicInteger walks = new AtomicInteger();
        List<Integer> linked = new LinkedList<>(Samples.upTo(2_000)) {
            @Override
            public Integer get(int index) {
                walks.incrementAndGet();
                return super.get(index);
            }
        };
        Flow flow =
                Flow.define("linked", f -> f.map(Samples::twice, each(linked)).named("doubled"));
        assertThat((List<?>) flow.run().task("doubled").value()).hasSize(2_000);
        assertThat(walks).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void mapOverMapPassesEachValueToTheChildOfTheSameIndex(TaskExecutor executor) {
        Flow flow = Flow.define("aligned", f -> {
            Output<List<Integer>> left = f.map(Samples::twice, each(Samples.upTo(50)));
            Output<List<Integer>> right = f.map(Samples::number, each(Samples.upTo(40)));
            f.map(Samples::three, each(left), each(right), each(Samples.upTo(45)))
                    .named("all");
        });
        FlowRun run = flow.run(on(executor));
        assertThat(run.task("all").value())
                .isEqualTo(IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> 2 * i + "/" + i + "/" + i)
                        .toList());
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void aChildDownstreamStartsBeforeTheSiblingsUpstreamHaveEnded() throws Exception {
        CountDownLatch downstreamRan = new CountDownLatch(1);
        Flow flow = Flow.define("pipeline", f -> {
            Output<List<Integer>> slow = f.map(
                            n -> {
                                if (n == 2) {
                                    downstreamRan.await(); // ends only once the other child went all the way
                                }
                                return n;
                            },
                            each(List.of(1, 2)))
                    .named("slow");
            Output<List<Integer>> next = f.map(Samples::twice, each(slow));
            f.forEach(
                            n -> {
                                if (n == 2) {
                                    downstreamRan.countDown();
                                }
                            },
                            each(next))
                    .named("end");
        });
        assertThat(flow.run(on(TaskExecutors.threads(2))).state().name()).isEqualTo("Success");
        assertThat(flow.run(on(TaskExecutors.virtual(2))).state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void oneThatTakesFewerChildrenMayEndBeforeTheOthersUpstream(TaskExecutor executor) throws Exception {
        CountDownLatch narrowEnded = new CountDownLatch(executor.slots() > 1 ? 1 : 0);
        Flow flow = Flow.define("narrow", f -> {
            Output<List<Integer>> wide = f.map(
                            n -> {
                                if (n > 1) {
                                    narrowEnded.await();
                                }
                                return n;
                            },
                            each(List.of(1, 2, 3)))
                    .named("wide");
            f.map(Samples::both, each(wide), each(List.of("a"))).named("narrow").onStateChange(change -> {
                if (change.mapIndex() < 0 && change.to().isFinished()) {
                    narrowEnded.countDown();
                }
            });
        });
        FlowRun run = flow.run(on(executor));
        assertThat(run.task("narrow").value()).isEqualTo(List.of("1/a"));
        assertThat(States.children(run, "wide")).containsExactly("Success", "Success", "Success");
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aTaskMayReadTheElementAndTheWholeListOrComeAfterIt(TaskExecutor executor) {
        Flow flow = Flow.define("whole", f -> {
            Output<List<Integer>> numbers = f.map(Samples::twice, each(List.of(1, 2)));
            f.map(Samples::both, each(numbers), numbers).named("element and list");
            f.map(Samples::show, each(numbers)).named("after").after(numbers);
            f.map(Samples::show, each(numbers)).named("if").onlyIf(numbers.get(list -> list.size() == 2));
        });
        FlowRun run = flow.run(on(executor));
        assertThat(run.task("element and list").value()).isEqualTo(List.of("2/[2, 4]", "4/[2, 4]"));
        assertThat(run.task("after").value()).isEqualTo(List.of("saw 2", "saw 4"));
        assertThat(run.task("if").value()).isEqualTo(List.of("saw 2", "saw 4"));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void forEachHasChildrenAndNoValue(TaskExecutor executor) {
        List<Integer> seen = Collections.synchronizedList(new LinkedList<>());
        Flow flow = Flow.define(
                "forEach", f -> f.forEach(seen::add, each(List.of(3, 1, 2))).named("note"));
        FlowRun run = flow.run(on(executor));
        assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(States.children(run, "note")).containsExactly("Success", "Success", "Success");
        assertThat(run.task("note").hasValue()).isFalse();
        assertThat(run.task("note").children().getFirst().hasValue()).isFalse();
    }

    @Test
    void childrenWhoseValuesWereLetGoSayThatTheyHaveNone() {
        Flow flow = Flow.define("gone", f -> {
            Output<List<Integer>> doubled =
                    f.map(Samples::twice, each(List.of(1, 2))).named("doubled");
            f.task(Samples::sum, doubled);
        });
        FlowRun run = flow.run();
        assertThat(run.task("doubled").hasValue()).isFalse();
        assertThat(run.task("doubled").children()).noneMatch(child -> child.hasValue());
    }

    @Test
    void aChildKnowsItsIndex() {
        Flow flow = Flow.define(
                "index",
                f -> f.map((TaskRun run, String s) -> run.mapIndex() + s, taskRun(), each(List.of("a", "b")))
                        .named("label"));
        FlowRun run = flow.run(Map.of());
        assertThat(run.task("label").value()).isEqualTo(List.of("0a", "1b"));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void twoHundredThousandChildrenAreReduced(TaskExecutor executor) {
        Flow flow = Flow.define("wide", f -> {
            Output<List<Integer>> doubled = f.map(Samples::twice, each(Samples.upTo(200_000)));
            Output<List<Integer>> again = f.map(Samples::twice, each(doubled));
            f.task(list -> list.stream().mapToLong(n -> n).sum(), again).named("total");
        });
        assertThat(flow.run(on(executor)).task("total").value()).isEqualTo(4L * 200_000 * 200_001 / 2);
    }

    @Test
    void severalOutputsOfMapsCanBeFannedIn() {
        Flow flow = Flow.define("fanIn", f -> {
            Output<List<Integer>> left =
                    f.map(Samples::twice, each(List.of(1, 2))).named("left");
            Output<List<Integer>> right =
                    f.map(Samples::twice, each(List.of(3))).named("right");
            f.task(Samples::show, all(left, right)).named("pair");
            f.task(Samples::sum, flatten(all(left, right))).named("total");
        });
        FlowRun run = flow.run();
        assertThat(run.task("pair").value()).isEqualTo("saw [[2, 4], [6]]");
        assertThat(run.task("total").value()).isEqualTo(12);
    }
}
