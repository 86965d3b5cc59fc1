package dev.reeve.testing.places;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.testing.FlowTester;
import dev.reeve.testing.TestRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EquivalenceTest {
    static List<Integer> upTo(int number) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(i);
        }
        return all;
    }

    static int square(int number) {
        if (number == 3) {
            throw Signal.skip("not this one");
        }
        TaskRun.current().artifact(Artifact.markdown("square", "" + number * number));
        return number * number;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    static String thread(int sum) {
        return Thread.currentThread().getName();
    }

    private static Flow squares(boolean asksTheThread) {
        return Flow.define("squares", f -> {
            Parameter<Integer> number = f.parameter("number", 20);
            Output<List<Integer>> numbers = f.task(EquivalenceTest::upTo, number);
            Output<List<Integer>> squares =
                    f.map(EquivalenceTest::square, each(numbers)).retries(2, Duration.ofHours(6));
            Output<Integer> sum = f.task(EquivalenceTest::sum, squares);
            if (asksTheThread) {
                f.task(EquivalenceTest::thread, sum);
            }
        });
    }

    private static FlowTester tester(boolean asksTheThread) {
        return FlowTester.of(squares(asksTheThread)).failing("square[7]", 2, () -> new IOException("503"));
    }

    @Test
    void aFlowComesToTheSameInAllPlaces() {
        var runs = Equivalence.of(() -> tester(false)).check();

        assertThat(runs)
                .containsOnlyKeys(
                        "in the caller's thread",
                        "1 thread",
                        "4 threads",
                        "16 threads",
                        "8 virtual threads",
                        "recorded",
                        "recorded, lost half-way and resumed",
                        "4 threads, lost half-way and resumed");
        assertThat(runs.values())
                .allSatisfy(run -> assertThat(run.result("sum")).isEqualTo(2470 - 9));
        assertThat(runs.get("16 threads").now()).isEqualTo("2026-01-01T12:00:00Z");
    }

    @Test
    void whatIsAnotherInSomePlacesIsSaidWithThePlace() {
        assertThatThrownBy(() -> Equivalence.of(() -> tester(true)).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Flow \"squares\" does not come to the same everywhere")
                .hasMessageContaining("4 threads: the result of task \"thread\" is \"reeve-worker-")
                .hasMessageContaining("8 virtual threads: the result of task \"thread\" is \"reeve-virtual-");
        Equivalence.of(() -> tester(true).mayDiffer("thread")).check();
    }

    @Test
    void aPlaceOfAnotherModuleIsPartOfTheComparison() {
        Place wrong = new Place() {
            @Override
            public String name() {
                return "the cluster";
            }

            @Override
            public TestRun run(Supplier<FlowTester> fresh) {
                return fresh.get().with("number", 19).run();
            }
        };
        List<Place> places = List.of(Places.all().getFirst(), wrong);

        assertThatThrownBy(() -> Equivalence.of(() -> tester(false)).in(places).check())
                .hasMessageContaining("the cluster: task \"square[19]\" is not there")
                .hasMessageContaining("the cluster: the result of task \"sum\" is 2100, not 2461")
                .hasMessageContaining("the cluster: artifact square[19] \"square\" is not there");
    }
}
