package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskNode;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.run.Logged;
import dev.reeve.spi.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class CachingTest {
    private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
    private final RunOptions options =
            RunOptions.DEFAULT.results(ResultStores.memory()).time(time);

    private String run(String flow, int input, Consumer<TaskNode<Integer>> more) {
        FlowRun run = Flow.define(
                        flow,
                        f -> more.accept(f.task(Making::twice, value(input)).cacheFor(Duration.ofHours(1))))
                .run(options);
        assertThat(run.tasks().getFirst().value()).isEqualTo(2 * input);
        return run.tasks().getFirst().state().name();
    }

    private String run(String flow, int input) {
        return run(flow, input, node -> {});
    }

    @Test
    void theFirstRunMakesItAndLaterOnesFindItUntilItIsTooOld() {
        assertThat(run("a", 1)).isEqualTo("Success");
        time.advance(Duration.ofHours(1).minusNanos(1));
        assertThat(run("a", 1)).isEqualTo("Cached");
        time.advance(Duration.ofNanos(1));
        try (Logged log = new Logged()) {
            assertThat(run("a", 1)).isEqualTo("Success");
            assertThat(log.lines()).anyMatch(line -> line.contains("it is older than"));
        }
        assertThat(run("a", 1)).isEqualTo("Cached");
    }

    @Test
    void otherInputsOfThatTimeAreKeptBesideEachOther() {
        assertThat(run("a", 1)).isEqualTo("Success");
        assertThat(run("a", 2)).isEqualTo("Success");
        assertThat(run("a", 1)).isEqualTo("Cached");
        assertThat(run("a", 2)).isEqualTo("Cached");
    }

    @Test
    void flowsAndTasksDoNotShareUnlessOnPurpose() {
        assertThat(run("a", 1)).isEqualTo("Success");
        assertThat(run("b", 1)).isEqualTo("Success");
        assertThat(run("a", 1, node -> node.named("other"))).isEqualTo("Success");
        assertThat(run("a", 1, node -> node.sharedCache("numbers"))).isEqualTo("Success");
        assertThat(run("b", 1, node -> node.named("other").sharedCache("numbers")))
                .isEqualTo("Cached");
        assertThat(run("b", 2, node -> node.sharedCache("numbers"))).isEqualTo("Success");
    }

    @Test
    void otherCodeDoesNotFindWhatThisCodeMade() {
        assertThat(run("a", 1, node -> node.version("1"))).isEqualTo("Success");
        assertThat(run("a", 1, node -> node.version("1"))).isEqualTo("Cached");
        assertThat(run("a", 1, node -> node.version("2"))).isEqualTo("Success");
        assertThat(run("a", 1)).isEqualTo("Success");
        assertThat(run("b", 1, node -> node.version("1").sharedCache("numbers")))
                .isEqualTo("Success");
        assertThat(run("c", 1, node -> node.version("2").sharedCache("numbers")))
                .isEqualTo("Success");
    }
}
