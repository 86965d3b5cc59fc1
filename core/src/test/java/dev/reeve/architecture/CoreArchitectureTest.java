package dev.reeve.architecture;

import dev.reeve.Flow;
import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import dev.reeve.spi.CurrentTaskRun;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.Recording;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What core's packages may use, and which circles of packages are accepted. */
class CoreArchitectureTest {
    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.of("dev.reeve")
                .thirdParties("org.slf4j", "org.jspecify")
                .pure("dev.reeve.state", "dev.reeve.graph", "dev.reeve.schedule")
                .layer("dev.reeve.state")
                .layer("dev.reeve.graph", "dev.reeve.state", "dev.reeve.schedule")
                .layer("dev.reeve.artifact")
                .layer("dev.reeve.schedule")
                .layer(
                        "dev.reeve.spi",
                        "dev.reeve.graph",
                        "dev.reeve.state",
                        "dev.reeve.artifact",
                        "dev.reeve.schedule")
                .layer("dev.reeve.serve", "dev.reeve.spi")
                .layer("dev.reeve.serve.policy", "dev.reeve.serve", "dev.reeve.schedule", "dev.reeve.spi")
                // TaskRun.current() is what a user types; who sets it is the engine's affair
                .accept(CurrentTaskRun.class, TaskRun.class)
                // what a user asks of a resumed run, and what is answered
                .accept(Recording.class, Resumption.class)
                .accept(FlowRunner.class, ResumePlan.class)
                // what is served, and how
                .accept(FlowRunner.class, Flow.class)
                .accept(FlowRunner.class, ServeOptions.class)
                .accept(FlowRunner.class, ServeSummary.class)
                .accept(ServeOptions.class, RunOptions.class)
                .tests();
    }
}
