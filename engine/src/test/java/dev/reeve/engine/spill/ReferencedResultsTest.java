package dev.reeve.engine.spill;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.TaskNode;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large results that are stored, where memory is needed for something else before they are read. */
final class ReferencedResultsTest {
    @TempDir
    private Path home;

    static List<Integer> numbers() {
        return List.of(1, 2, 3);
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(i -> i).sum();
    }

    private RunView run(Flow flow) throws InterruptedException {
        return new Tight(home, "REEVE_RESULTS_IN_MEMORY_LIMIT", "0B")
                .run(
                        flow,
                        RunOptions.DEFAULT
                                .executor(TaskExecutors.inThread())
                                .results(ResultStores.files(home.resolve("results")))
                                .checkpointing(true));
    }

    /** Does something to all results that are stored. */
    private void eachFile(String what) {
        try (Stream<Path> files = Files.walk(home.resolve("results"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (what.equals("delete")) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Flow flow(String what) {
        return Flow.define("large", f -> {
            Output<List<Integer>> numbers = f.task(ReferencedResultsTest::numbers);
            TaskNode<Integer> sum = f.task(ReferencedResultsTest::sum, numbers)
                    .retries(1, Duration.ZERO)
                    .keep();
            sum.after(f.action(this::eachFile, value(what)).named("disturb"));
            f.task(ReferencedResultsTest::sum, numbers).named("again").after(sum);
        });
    }

    @Test
    void areReadAgainFromTheStore() throws Exception {
        Flow flow = flow("nothing");
        RunView run = run(flow);
        assertThat(run.state()).isInstanceOf(State.Success.class);
        assertThat(run.result(flow.graph().node("again").orElseThrow().index(), -1)
                        .value())
                .isEqualTo(6);
    }

    @Test
    void failTheirReaderIfTheStoreHasLostThemAndSayWhose() throws Exception {
        Flow flow = flow("delete");
        RunView run = run(flow);
        int sum = flow.graph().node("sum").orElseThrow().index();
        assertThat(run.state(sum, -1)).isInstanceOf(State.Failed.class);
        assertThat(((State.Failed) run.state(sum, -1)).failure().oneLine())
                .contains("the result of task \"numbers\"")
                .contains("it is not in the store that this process has")
                .contains("run the task that made it again");
        assertThat(run.history(sum, -1).stream().filter(entry -> entry.state() instanceof State.Running))
                .hasSize(2);
    }
}
