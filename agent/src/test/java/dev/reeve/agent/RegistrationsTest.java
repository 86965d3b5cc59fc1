package dev.reeve.agent;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.api.Bundle;
import dev.reeve.api.JsonType;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.Registration;
import dev.reeve.client.ServerJson;
import dev.reeve.schedule.Filter;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server is told of a flow. */
public final class RegistrationsTest {
    @TempDir
    Path directory;

    static List<Integer> numbers(int n, String secret) {
        return List.of(n);
    }

    static int twice(int n) {
        return 2 * n;
    }

    static int sum(List<Integer> numbers) {
        return numbers.size();
    }

    /** The flow, as a runner finds it. */
    public static Flow flow() {
        return Flow.define("numbers", f -> {
            f.describedAs("Counts.");
            Output<Integer> n = f.parameter("n", 7);
            f.parameter("who", String.class);
            f.parameter("wait", Duration.ofSeconds(1));
            Output<List<Integer>> list = f.task(RegistrationsTest::numbers, n, value("a canary constant"))
                    .retries(3, Duration.ofSeconds(1));
            Output<List<Integer>> mapped =
                    f.map(RegistrationsTest::twice, each(list)).tags("cpu");
            f.task(RegistrationsTest::sum, mapped);
            f.fanOut(list, each -> f.task(RegistrationsTest::twice, each)).named("fan");
        });
    }

    private static Registration registration() {
        Bundle bundle = new Bundle("file:/a.jar", "0".repeat(64), "A.flow", "here");
        return Registrations.of(flow(), bundle, List.of("eu"), "# Read me", "1.2");
    }

    @Test
    void nodesAndEdgesAreThoseOfTheFlow() {
        Registration told = registration();
        assertThat(told.nodes()).extracting(RegisteredNode::name).containsExactly("numbers", "twice", "sum", "fan");
        assertThat(told.nodes()).extracting(RegisteredNode::kind).containsExactly("TASK", "MAP", "TASK", "FAN_OUT");
        assertThat(told.nodes()).extracting(RegisteredNode::retries).containsExactly(3, 0, 0, 0);
        assertThat(told.nodes()).extracting(RegisteredNode::reference).containsExactly(false, false, true, true);
        assertThat(told.nodes().get(1).tags()).containsExactly("cpu");
        assertThat(told.nodes().get(3).inner()).isNotNull();
        assertThat(told.edges()).contains(new RegisteredEdge(0, 1, "DATA"), new RegisteredEdge(1, 2, "DATA"));
        assertThat(told.labels()).containsExactly("eu");
        assertThat(told.description()).isEqualTo("Counts.");
    }

    @Test
    void parametersHaveTypesAndDefaults() {
        assertThat(registration().parameters())
                .extracting(
                        RegisteredParameter::name,
                        RegisteredParameter::json,
                        RegisteredParameter::required,
                        RegisteredParameter::defaultJson)
                .containsExactly(
                        tuple("n", JsonType.INTEGER, false, "7"),
                        tuple("who", JsonType.STRING, true, null),
                        tuple("wait", JsonType.ANY, false, "\"PT1S\""));
    }

    private static Registration scheduled(Schedule schedule) {
        Bundle bundle = new Bundle("file:/a.jar", "0".repeat(64), "A.flow", "here");
        Flow flow = Flow.define("scheduled", f -> {
            Output<Integer> n = f.parameter("n", 7);
            f.parameter("wait", Duration.ofSeconds(1));
            f.task(RegistrationsTest::twice, n);
            f.schedule(schedule);
        });
        return Registrations.of(flow, bundle, List.of(), "", "1.2");
    }

    @Test
    void scheduleGoesAlongAsDataWithItsParametersAsJsonHasThem() {
        Schedule schedule = Schedule.cron("0 6 * * *").in("Europe/Berlin");
        Registration told = scheduled(schedule.parameter("n", 3).parameter("wait", Duration.ofMinutes(2)));

        assertThat(ScheduleJson.read(ServerJson.MAPPER.writeValueAsString(told.schedule())))
                .isEqualTo(schedule.parameter("n", 3).parameter("wait", "PT2M"));
        assertThat(registration().schedule()).isNull();
    }

    @Test
    void scheduleWithAFunctionOfOnesOwnIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduled(Schedule.cron("0 6 * * *")
                        .onlyWhen(Filter.own("odd", time -> time.getDayOfMonth() % 2 == 1))))
                .withMessageContaining("Flow \"scheduled\" cannot be registered with its schedule")
                .withMessageContaining("clocks[0].rules[0]");
    }

    @Test
    void constantsAreNotTold() {
        assertThat(ServerJson.MAPPER.writeValueAsString(registration())).doesNotContain("canary");
    }

    @Test
    void theChecksumOfADirectoryChangesWithNamesAndContents() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "1");
        String sum = BundleFiles.sum(directory);
        assertThat(BundleFiles.sum(directory)).isEqualTo(sum);
        Files.writeString(file, "2");
        assertThat(BundleFiles.sum(directory)).isNotEqualTo(sum);
        Files.writeString(file, "1");
        Files.move(file, directory.resolve("b"));
        assertThat(BundleFiles.sum(directory)).isNotEqualTo(sum);
    }

    @Test
    void aFlowThatNoMethodMakesIsRefusedWithWhatToDo() {
        Flow other = Flow.define("other", f -> f.task(RegistrationsTest::twice, value(1)));
        try (Reeve reeve = Reeve.connect("http://127.0.0.1:1", "key")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reeve.register(other, "Demo"))
                    .withMessageContaining("public static Flow flow()");
        }
    }
}
