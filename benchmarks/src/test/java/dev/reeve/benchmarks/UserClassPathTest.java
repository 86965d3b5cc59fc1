package dev.reeve.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserClassPathTest {
    private static String path(String... entries) {
        return String.join(File.pathSeparator, List.of(entries));
    }

    @Test
    void theProgramComesFirstThenReeveThenWhatReeveBrings() {
        assertThat(UserClassPath.of(path(
                        "target/classes",
                        "lib/jackson-core-3.2.4.jar",
                        "lib/reeve-core-0.1.0.jar",
                        "lib/reeve-engine-0.1.0.jar",
                        "lib/slf4j-api-2.0.20.jar")))
                .isEqualTo(path(
                        "target/classes",
                        "lib/reeve-core-0.1.0.jar",
                        "lib/reeve-engine-0.1.0.jar",
                        "lib/jackson-core-3.2.4.jar",
                        "lib/slf4j-api-2.0.20.jar"));
    }

    @Test
    void librariesOfTheBenchmarksAreLeftOut() {
        assertThat(UserClassPath.of(path(
                        "target/classes",
                        "lib/commons-math3-3.6.1.jar",
                        "lib/jmh-core-1.37.jar",
                        "lib/jopt-simple-5.0.4.jar",
                        "lib/picocli-4.7.7.jar",
                        "lib/reeve-server-0.1.0.jar",
                        "lib/reeve-core-0.1.0.jar")))
                .isEqualTo(path("target/classes", "lib/reeve-core-0.1.0.jar"));
    }
}
