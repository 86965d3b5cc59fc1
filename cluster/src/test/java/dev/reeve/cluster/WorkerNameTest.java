package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What workers, clusters and tags may be called: others show it and keep it. */
class WorkerNameTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int start(String... options) throws InterruptedException {
        said.reset();
        List<String> all = new ArrayList<>(List.of("--join", "127.0.0.1:1", "--patience", "1"));
        all.addAll(List.of(options));
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        return WorkerMain.run(all, err, err);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aNameThatCannotBeShownIsWrongUsage() throws InterruptedException {
        for (String wrong : List.of("a\0b", "half \ud83d", "a\nb", "\u001b[31mred", "turned \u202e", "")) {
            assertThat(start("--name", wrong)).as(wrong).isEqualTo(2);
            assertThat(said()).startsWith("reeve: --name \"").contains("Try: reeve worker start --help");
            assertThat(said().strip()).as("what is said of it").doesNotContain("\0", "\n", "\u001b", "\u202e");
        }
    }

    @Test
    void aNameThatIsTooLongIsWrongUsage() throws InterruptedException {
        assertThat(start("--name", "w".repeat(101))).isEqualTo(2);
        assertThat(said()).contains("has 101 characters; 100 are the most");
    }

    @Test
    void soAreSuchNamesOfClustersAndTags() throws InterruptedException {
        assertThat(start("--cluster-name", "a\0b")).isEqualTo(2);
        assertThat(said()).contains("--cluster-name \"a").contains("cannot be shown on one line");
        assertThat(start("--tag", "g\0u=4")).isEqualTo(2);
        assertThat(said()).contains("--tag \"g").contains("cannot be shown on one line");
    }

    @Test
    void namesOfOtherLanguagesAreTaken() {
        String name = "Zürich 中 \ud83d\ude80";
        Duration time = Duration.ofSeconds(1);
        WorkerOptions options =
                new WorkerOptions(List.of("node1"), "", 1, Map.of("größe", 3), name, "中", null, time, time);
        assertThat(options.name()).isEqualTo(name);
    }
}
