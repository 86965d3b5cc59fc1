package dev.reeve.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.ConfigurationException;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.spi.RunLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs share, where somebody set something and where nobody did. */
final class EngineTest {
    @TempDir
    Path home;

    private Surroundings surroundings(Map<String, String> environment) {
        return new Surroundings(home, environment, Runtime.getRuntime().availableProcessors());
    }

    private void file(String line) throws IOException {
        Files.createDirectories(home.resolve(".reeve"));
        Files.writeString(home.resolve(".reeve/config.toml"), line + "\n");
    }

    @Test
    void whereNobodySetAnythingTheDefaultsOfTheSettingsHold() {
        Engine engine = new Engine(surroundings(Map.of("HOME", "/home/ada", "XREEVE_THREADS", "7")));
        Configuration defaults = Configuration.load(surroundings(Map.of()));

        assertThat(engine.executor()).hasSameClassAs(TaskExecutors.of(defaults));
        assertThat(engine.executor().slots()).isEqualTo(defaults.get(Settings.EXECUTOR_THREADS));
        assertThat(engine.checkpointing()).isEqualTo(defaults.get(Settings.RESULTS_CHECKPOINTING));
        assertThat(engine.limits())
                .isEqualTo(new RunLimits(
                        defaults.get(Settings.LIMITS_RESOURCES),
                        defaults.get(Settings.LIMITS_TAGS),
                        defaults.get(Settings.LIMITS_RATES)));
    }

    @Test
    void whatAVariableSetsHolds() {
        Engine engine = new Engine(surroundings(
                Map.of("REEVE_EXECUTOR_THREADS", "7", "REEVE_RESULTS_CHECKPOINTING", "true", "REEVE_LIMITS_TAGS", "")));

        assertThat(engine.executor().slots()).isEqualTo(7);
        assertThat(engine.checkpointing()).isTrue();
    }

    @Test
    void whatTheFileSetsHolds() throws IOException {
        file("executor.threads = 9");

        assertThat(new Engine(surroundings(Map.of())).executor().slots()).isEqualTo(9);
    }

    @Test
    void whatIsWrongIsSaidWhenARunBegins() throws IOException {
        Engine variable = new Engine(surroundings(Map.of("REEVE_EXECUTOR_THREADS", "many")));
        assertThatThrownBy(variable::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("REEVE_EXECUTOR_THREADS");

        file("executor.thread = 9");
        Engine file = new Engine(surroundings(Map.of()));
        assertThatThrownBy(file::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("executor.thread");
    }
}
