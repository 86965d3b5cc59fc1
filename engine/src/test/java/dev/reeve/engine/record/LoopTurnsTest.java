package dev.reeve.engine.record;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.SettableTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the turns of a loop leave in the store, to go on from. */
final class LoopTurnsTest {
    private final SettableTime time = new SettableTime(Instant.EPOCH);
    private final List<List<String>> seen = new ArrayList<>();
    private int brokenAt = -1;

    @TempDir
    Path directory;

    private RunOptions options() {
        return RunOptions.DEFAULT
                .time(time)
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")));
    }

    private List<String> stored() {
        Path results = directory.resolve("results").resolve("runs");
        if (!Files.exists(results)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(results)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Loop<Integer, Integer> count(int turn) {
        seen.add(stored());
        time.advance(Duration.ofSeconds(1)); // so long that each turn is stored
        if (turn == brokenAt) {
            throw new IllegalStateException("broken");
        }
        return turn == 5 ? Loop.done(turn) : Loop.again(turn + 1);
    }

    private Flow flow() {
        return Flow.define(
                "loop", f -> f.loop(this::count, value(0)).named("count").version("1"));
    }

    @Test
    void eachTurnTakesThePlaceOfTheLastAndTheEndOfTheLoopThatOfAll() {
        FlowRun run = flow().run(options());
        assertThat(run.task("count").value()).isEqualTo(5);
        assertThat(seen).hasSize(6);
        assertThat(seen.getFirst()).isEmpty();
        assertThat(seen.subList(1, 6)).containsOnly(List.of("turn"));
        assertThat(stored()).as("its result").containsExactly("6");
    }

    @Test
    void aLoopThatFailedKeepsItUntilAResumedOneEnded() {
        brokenAt = 3;
        FlowRun failed = flow().run(options());
        assertThat(failed.state().name()).isEqualTo("Failed");
        assertThat(stored()).containsExactly("turn");
        brokenAt = 4;
        FlowRun again = flow().resume(failed.id(), options());
        assertThat(again.state().name()).isEqualTo("Failed");
        assertThat(stored()).contains("turn", "2-turn");
        brokenAt = -1;
        FlowRun last = flow().resume(failed.id(), options());
        assertThat(last.state().name()).isEqualTo("Success");
        assertThat(stored()).noneMatch(name -> name.endsWith("turn")).hasSize(1);
    }

    record Progress(int turn, String words) {}

    private Loop<Progress, Integer> advance(Progress progress) {
        return switch (count(progress.turn())) {
            case Loop.Again<Integer, Integer> again -> Loop.again(new Progress(again.next(), progress.words() + "."));
            case Loop.Done<Integer, Integer> done -> Loop.done(done.result());
        };
    }

    /** A loop whose function is a lambda, broken at turn 4 and resumed; the number of turns that the resume took. */
    private int turnsAfterAResume(Flow flow) {
        brokenAt = 4;
        FlowRun failed = flow.run(options());
        assertThat(failed.state().name()).isEqualTo("Failed");
        brokenAt = -1;
        seen.clear();
        assertThat(flow.resume(failed.id(), options()).task("count").value()).isEqualTo(5);
        assertThat(stored()).noneMatch(name -> name.endsWith("turn"));
        return seen.size();
    }

    @Test
    void aLoopThatIsALambdaGoesOnWithAStateOfTheClassThatItBeganWith() {
        assertThat(turnsAfterAResume(Flow.define(
                        "lambda",
                        f -> f.loop((Integer turn) -> count(turn), value(0))
                                .named("count")
                                .version("1"))))
                .isEqualTo(2);
        assertThat(turnsAfterAResume(Flow.define(
                        "record",
                        f -> f.loop((Progress at) -> advance(at), value(new Progress(0, "")))
                                .named("count")
                                .version("1"))))
                .isEqualTo(2);
        assertThat(turnsAfterAResume(Flow.define(
                        "parameter",
                        f -> f.loop((Integer turn) -> count(turn), f.parameter("from", 0))
                                .named("count")
                                .version("1"))))
                .isEqualTo(2);
    }

    @Test
    void aLambdaThatPassesOnAnotherClassThanItBeganWithBeginsAnew() {
        assertThat(turnsAfterAResume(Flow.define(
                        "other",
                        f -> f.loop(
                                        (Number turn) -> turn instanceof Integer || turn instanceof Long
                                                ? widened(turn.intValue())
                                                : Loop.<Number, Integer>done(-1),
                                        value((Number) 0))
                                .named("count")
                                .version("1"))))
                .isEqualTo(6);
    }

    private Loop<Number, Integer> widened(int turn) {
        return switch (count(turn)) {
            case Loop.Again<Integer, Integer> again -> Loop.again((long) again.next());
            case Loop.Done<Integer, Integer> done -> Loop.done(done.result());
        };
    }

    @Test
    void anEndedLoopBesideAFailedTaskLeavesNothing() {
        Flow flow = Flow.define("beside", f -> {
            f.loop(this::count, value(0)).named("count").version("1");
            f.action(() -> {
                        throw new IllegalStateException("no luck");
                    })
                    .named("fails");
        });
        assertThat(flow.run(options()).state().name()).isEqualTo("Failed");
        assertThat(stored()).containsExactly("6");
    }
}
