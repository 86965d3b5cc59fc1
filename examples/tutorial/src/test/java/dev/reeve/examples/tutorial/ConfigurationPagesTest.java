package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Origin;
import dev.reeve.engine.config.Setting;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPagesTest {
    @Test
    void theTableHasEverySettingWithItsDefaultAndMeaning() throws IOException {
        String page = Documents.read("docs/reference/configuration.md");

        for (Setting<?> setting : Settings.ALL) {
            assertThat(page)
                    .contains("| `" + setting.key() + "` | `" + setting.variable() + "` | `" + setting.defaultText()
                            + "` | " + setting.meaning() + " | "
                            + setting.kind().expected() + " |");
        }
        assertThat(page.lines().filter(line -> line.matches("\\| `[a-z.-]+` \\|.*")))
                .hasSameSizeAs(Settings.ALL);
    }

    @Test
    void theFileOfTheHowToPageCanBeRead(@TempDir Path home) throws IOException {
        Documents.Block file = Documents.blocks().stream()
                .filter(block -> block.language().equals("toml"))
                .findFirst()
                .orElseThrow();
        Files.createDirectories(home.resolve(".reeve"));
        Files.writeString(home.resolve(".reeve/config.toml"), file.text());

        Configuration configuration = Configuration.load(new Surroundings(home, Map.of(), 2));

        assertThat(configuration.get(Settings.EXECUTOR_THREADS)).isEqualTo(8);
        assertThat(configuration.all().stream().filter(entry -> entry.origin() instanceof Origin.File))
                .hasSize(4);
    }
}
