package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

/** Run and task in the diagnostic context of the log. */
final class DiagnosticsTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aLineOfATaskSaysFlowRunAndTask(TaskExecutor executor) {
        Flow flow = Flow.define(
                "nightly",
                f -> f.action(() -> TaskRun.current().logger().info("working")).named("work"));
        try (Logged logged = new Logged()) {
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
            Map<String, String> context = logged.events().stream()
                    .filter(event -> event.getMessage().equals("working"))
                    .findFirst()
                    .orElseThrow()
                    .getMDCPropertyMap();
            assertThat(context)
                    .containsEntry("flow", "nightly")
                    .containsEntry("flow_run", run.id())
                    .containsEntry("flow_run_name", run.name())
                    .containsEntry("task", "work");
        }
    }

    @Test
    void aRunInATaskOfAnotherGivesTheContextBack() {
        Flow inner = Flow.define("inner", f -> f.action(() -> {}).named("nothing"));
        Flow outer = Flow.define(
                "outer",
                f -> f.task(() -> {
                            inner.run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()));
                            return MDC.get("flow") + "/" + MDC.get("task");
                        })
                        .named("calls"));
        MDC.put("request", "42");
        FlowRun run = outer.run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()));
        assertThat(run.task("calls").value()).isEqualTo("outer/calls");
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("request", "42"));
    }
}
