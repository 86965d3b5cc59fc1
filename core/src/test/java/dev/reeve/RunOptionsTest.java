package dev.reeve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.spi.RunRequest;
import dev.reeve.spi.SecretProvider;
import dev.reeve.state.StateChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a run is asked to be: its parameters first. */
class RunOptionsTest {
    private final Flow flow = Flow.define("daily", f -> {
        f.parameter("day", LocalDate.class);
        f.parameter("n", 3);
        f.parameter("big", long.class, 4L);
        f.parameter("names", new TypeRef<List<String>>() {}, List.of("a"));
        f.parameter("file", Path.of("."));
        f.action(RunOptionsTest::approveFirst).trigger(Trigger.MANUAL);
    });

    static void approveFirst() {}

    private final LocalDate day = LocalDate.of(2026, 1, 1);

    @Test
    void parametersThatAreNotGivenHaveTheirDefaults() {
        assertThat(request(RunOptions.DEFAULT.parameter("day", day).parameter("n", 5))
                        .parameters())
                .containsExactly(
                        Map.entry("day", day),
                        Map.entry("n", 5),
                        Map.entry("big", 4L),
                        Map.entry("names", List.of("a")),
                        Map.entry("file", Path.of(".")));
    }

    @Test
    void allThatIsWrongWithTheParametersIsSaidBeforeAnythingRuns() {
        RecordedRun untouched = new RecordedRun();

        ParameterException thrown = catchThrowableOfType(
                ParameterException.class,
                () -> flow.start(
                        RunOptions.DEFAULT.parameters(Map.of("n", "three", "big", 5, "names", "a", "dya", day)),
                        untouched));

        assertThat(thrown.problems())
                .containsExactly(
                        "parameter \"day\" (LocalDate) has no value",
                        "parameter \"n\" takes Integer, not String \"three\"",
                        "parameter \"big\" takes Long, not Integer \"5\"",
                        "parameter \"names\" takes List<String>, not String \"a\"",
                        "there is no parameter \"dya\"");
        assertThat(thrown)
                .hasMessageStartingWith("Flow \"daily\" cannot start: ")
                .hasMessageEndingWith(
                        "Its parameters: day (LocalDate, required), n (Integer), big (Long), names (List<String>), file (Path).");
        assertThat(untouched.request()).isNull();
    }

    @Test
    void aFlowWithoutParametersSaysSo() {
        assertThatThrownBy(() -> RunOptions.DEFAULT
                        .parameter("x", 1)
                        .request(Flow.define("e", f -> {}).graph()))
                .hasMessageContaining("there is no parameter \"x\"")
                .hasMessageContaining("It has no parameters.");
    }

    @Test
    void aNullThatIsGivenCountsAsGiven() {
        assertThat(request(RunOptions.DEFAULT.parameter("day", null)).parameters())
                .containsEntry("day", null);
    }

    @Test
    void anyFileIsAPathAlthoughTheDefaultsClassIsHidden() {
        assertThat(flow.parameters().get(4).type()).isEqualTo(Path.class);
        assertThat(Flow.define("z", f -> f.parameter("zone", ZoneId.of("Europe/Berlin")))
                        .parameters())
                .extracting(p -> p.type())
                .containsExactly(ZoneId.class);
    }

    @Test
    void descriptionsArrive() {
        Flow described = Flow.define("d", f -> {
            f.describedAs("what it is for");
            f.parameter("country", "DE").describedAs("ISO code");
        });

        assertThat(described.description()).isEqualTo("what it is for");
        assertThat(described.parameters().getFirst().description()).isEqualTo("ISO code");
        assertThat(described.parameters().getFirst().required()).isFalse();
    }

    @Test
    void everyOptionArrivesAndWhatIsNotSaidIsTheEngines() {
        Consumer<StateChange> watcher = change -> {};
        SecretProvider secrets = name -> Optional.empty();
        RunRequest request = request(RunOptions.DEFAULT
                .parameter("day", day)
                .runName("first")
                .checkpointing(true)
                .secrets(secrets)
                .zone(ZoneId.of("Europe/Berlin"))
                .scheduled(Instant.EPOCH)
                .deadline(Duration.ofHours(1))
                .grace(Duration.ZERO)
                .resume("approveFirst")
                .resume(List.of("approve_first"))
                .onStateChange(watcher));

        assertThat(request.runName()).isEqualTo("first");
        assertThat(request.checkpointing()).isTrue();
        assertThat(request.secrets()).isSameAs(secrets);
        assertThat(request.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(request.scheduled()).isEqualTo(Instant.EPOCH);
        assertThat(request.deadline()).isEqualTo(Duration.ofHours(1));
        assertThat(request.grace()).isEqualTo(Duration.ZERO);
        assertThat(request.resumed()).containsExactly("approve_first");
        assertThat(request.watchers()).containsExactly(watcher);
        assertThat(request.executor()).isNull();
        assertThat(request.results()).isNull();
        assertThat(request.serializer()).isNull();
        assertThat(request.time()).isNull();
    }

    @Test
    void anOptionMakesOthersAndLeavesThoseBefore() {
        RunOptions before = RunOptions.DEFAULT.parameter("day", day);
        Map<String, Object> mine = new HashMap<>(Map.of("n", 7));
        RunOptions after = before.parameters(mine).runName("second").resume("approve_first");
        mine.put("n", 8);

        assertThat(request(before).runName()).isNull();
        assertThat(request(before).parameters()).containsEntry("n", 3);
        assertThat(request(before).resumed()).isEmpty();
        assertThat(request(after).parameters()).containsEntry("n", 7);
    }

    @Test
    void aTaskThatIsNotThereCannotBeResumed() {
        assertThatThrownBy(
                        () -> request(RunOptions.DEFAULT.parameter("day", day).resume("nobody")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no task \"nobody\"");
    }

    @Test
    void limitsOutOfBoundsAreRefusedAtOnce() {
        assertThatThrownBy(() -> RunOptions.DEFAULT.deadline(Duration.ZERO)).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> RunOptions.DEFAULT.grace(Duration.ofSeconds(-1)))
                .hasMessageContaining("zero or more");
    }

    private RunRequest request(RunOptions options) {
        return options.request(flow.graph());
    }

    @Test
    void givenParametersCannotBeChangedLater() {
        Map<String, Object> given =
                request(RunOptions.DEFAULT.parameter("day", day)).parameters();

        assertThatThrownBy(() -> given.put("n", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(Collections.unmodifiableMap(given)).hasSize(5);
    }
}
