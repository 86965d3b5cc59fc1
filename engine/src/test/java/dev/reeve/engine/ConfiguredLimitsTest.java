package dev.reeve.engine;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.graph.Rate;
import dev.reeve.spi.RunView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits that the configuration sets for every run. */
final class ConfiguredLimitsTest {
    @TempDir
    Path home;

    private final AtomicInteger going = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private RunView run(Configuration configuration, RunOptions options) throws InterruptedException {
        Flow flow = Flow.define(
                "limited",
                f -> f.forEach(
                                (Integer i) -> {
                                    most.accumulateAndGet(going.incrementAndGet(), Math::max);
                                    Thread.yield();
                                    going.decrementAndGet();
                                },
                                each(IntStream.range(0, 200).boxed().toList()))
                        .named("call")
                        .tags("api")
                        .requires("line", 2));
        return new LocalFlowRunner(new Engine(configuration))
                .start(options.executor(TaskExecutors.threads(8)).request(flow.graph()))
                .await();
    }

    private Configuration configuration() {
        return Configuration.load(new Surroundings(home, Map.of(), 2));
    }

    @Test
    void theConfigurationLimitsWhatTheRunDoesNot() throws Exception {
        Configuration two = configuration().with(Settings.LIMITS_TAGS, Map.of("api", 2));
        assertThat(run(two, RunOptions.DEFAULT).state().name()).isEqualTo("Success");
        assertThat(most.get()).isBetween(1, 2);
        most.set(0);
        assertThat(run(two, RunOptions.DEFAULT.limitTag("api", 1).limitTag("other", 5))
                        .state()
                        .name())
                .isEqualTo("Success");
        assertThat(most.get()).isEqualTo(1);
        most.set(0);
        Configuration lines = configuration().with(Settings.LIMITS_RESOURCES, Map.of("line", 3));
        assertThat(run(lines, RunOptions.DEFAULT).state().name()).isEqualTo("Success");
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void aConfiguredRateHolds() throws Exception {
        Configuration rated =
                configuration().with(Settings.LIMITS_RATES, Map.of("api", new Rate(100, Duration.ofMillis(50))));
        RunView view = run(rated, RunOptions.DEFAULT);
        List<RunView.Entry> history = view.history();
        assertThat(Duration.between(history.getFirst().at(), history.getLast().at()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void aTaskThatNeedsMoreThanIsConfiguredIsRefused() {
        Configuration one = configuration().with(Settings.LIMITS_RESOURCES, Map.of("line", 1));
        assertThatThrownBy(() -> run(one, RunOptions.DEFAULT))
                .hasMessageContaining("requires 2 of \"line\", but the run has 1");
    }
}
