package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.taskRun;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.ParameterException;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.TaskRun;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunNamesTest {
    private final RunOptions options = RunOptions.DEFAULT.scheduled(Instant.parse("2026-04-01T10:00:00Z"));

    static String ask(TaskRun run, Object country) {
        run.logger().info("asked");
        return run.taskRunName();
    }

    private static Flow flow(String template) {
        return Flow.define("orders", f -> {
            f.runNamed(template);
            f.parameter("country", "Italy");
        });
    }

    @Test
    void aRunIsNamedByItsFlowAndTheCallWins() {
        assertThat(flow("orders-{country}-{today}").run(options).name()).isEqualTo("orders-Italy-2026-04-01");
        assertThat(flow("fixed")
                        .run(options.parameter("country", "x").runName("mine-{country}"))
                        .name())
                .isEqualTo("mine-x");
        assertThat(flow("x").run(options.runName("{{braces}}")).name()).isEqualTo("{braces}");
        assertThat(flow("x").run(options.runName("plain")).name()).isEqualTo("plain");
        assertThat(flow("").run(options).name()).matches("[a-z]+-[a-z]+");
    }

    @Test
    void valuesDoNotBreakLinesAndNamesAreNotEndless() {
        Flow flow = flow("{country}");
        assertThat(flow.run(options.parameter("country", "a\nb\u0000c\u2028d")).name())
                .isEqualTo("a b c d");
        assertThat(flow.run(options.parameter("country", "😀".repeat(500))).name())
                .isEqualTo("😀".repeat(198) + "..");
        assertThat(flow.run(options.parameter("country", " \t")).name()).matches("[a-z]+-[a-z]+");
    }

    @Test
    void aNameThatCannotBeFilledKeepsTheRunFromStarting() {
        assertThatThrownBy(() -> flow("").run(options.runName("{contry}")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("the run is to be named \"{contry}\": it names contry, which a run does not have")
                .hasMessageContaining("the parameters country and flow_name");
        assertThatThrownBy(() -> flow("").run(options.runName("{task_name}")))
                .hasMessageContaining("names task_name, which a run does not have");
        assertThatThrownBy(() -> flow("").run(options.runName("{open"))).hasMessageContaining("it is no template");
        assertThatThrownBy(() -> flow("{country:yyyy}").run(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has a date pattern");
    }

    @Test
    void taskRunsAreNamedByTheirInputs() {
        for (var executor : Executors.all()) {
            FlowRun run = Flow.define("orders", f -> {
                        f.parameter("day", 3);
                        f.map(RunNamesTest::ask, taskRun(), each(List.of("Italy", "Rome\nand Oslo")))
                                .runNamed("{country}-{map_index}-{day}");
                        f.task(RunNamesTest::ask, taskRun(), value(1)).named("plain");
                    })
                    .run(options.executor(executor));
            assertThat(run.task("ask").children())
                    .extracting(TaskOutcome::runName)
                    .containsExactly("Italy-0-3", "Rome and Oslo-1-3");
            assertThat(run.task("ask").children())
                    .extracting(TaskOutcome::value)
                    .containsExactly("Italy-0-3", "Rome and Oslo-1-3");
            assertThat(run.task("plain").runName()).isEqualTo("plain");
            assertThat(run.task("plain").value()).isEqualTo("plain");
        }
    }

    @Test
    void theLogCarriesTheNameOfTheTaskRunAndNotThatOfTheOneBefore() {
        try (Logged log = new Logged()) {
            Flow.define("orders", f -> {
                        var named = f.task(RunNamesTest::ask, taskRun(), value("Italy"))
                                .runNamed("{country}!");
                        f.task(RunNamesTest::ask, taskRun(), named).named("plain");
                    })
                    .run(options.executor(Executors.all().getFirst()));
            assertThat(log.events().stream()
                            .filter(event -> event.getMessage().equals("asked"))
                            .map(event -> event.getMDCPropertyMap().get("task_run")))
                    .containsExactly("Italy!", null);
        }
    }

    @Test
    void aNameThatCannotBeMadeIsNoReasonToFail() {
        try (Logged log = new Logged()) {
            FlowRun run = Flow.define(
                            "orders",
                            f -> f.task(RunNamesTest::ask, taskRun(), value("x"))
                                    .runNamed("{country:yyyy}"))
                    .run(options);
            assertThat(run.state().name()).isEqualTo("Success");
            assertThat(run.task("ask").runName()).isEqualTo("ask");
            assertThat(log.lines()).anyMatch(line -> line.contains("cannot be made, so it goes by the task's"));
        }
    }
}
