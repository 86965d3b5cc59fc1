package dev.reeve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.spi.FlowRunner;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine runs flows. There is none on the class path of these tests. */
class FlowRunnersTest {
    @TempDir
    Path directory;

    @Test
    void withoutAnEngineTheRemedyIsNamed() {
        ClassLoader nobody = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader());

        assertThatThrownBy(() -> FlowRunners.require(nobody))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Add dev.reeve:reeve-engine");
    }

    @Test
    void anEngineThatIsOfferedIsFound() throws Exception {
        offer(RecordedRun.class.getName());

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, RecordedRun.class.getClassLoader())) {
            assertThat(FlowRunners.require(loader)).isInstanceOf(RecordedRun.class);
        }
    }

    @Test
    void oursIsTakenBeforeOneThatIsOffered() throws Exception {
        offer(RecordedRun.class.getName());

        try (URLClassLoader loader = withOurs("public LocalFlowRunner() {}")) {
            assertThat(FlowRunners.require(loader).getClass().getName()).isEqualTo("dev.reeve.engine.LocalFlowRunner");
        }
    }

    @Test
    void oneThatCannotBeMadeIsRefusedAndSaysWhatToDo() throws Exception {
        try (URLClassLoader loader = withOurs("public LocalFlowRunner(int slots) {}")) {
            assertThatThrownBy(() -> FlowRunners.require(loader))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("reeve-core and dev.reeve:reeve-engine the same version")
                    .hasCauseInstanceOf(NoSuchMethodException.class);
        }
    }

    private void offer(String engine) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(FlowRunner.class.getName()), engine);
    }

    private URLClassLoader withOurs(String constructor) {
        return new JavaSources()
                .add("LocalFlowRunner", """
                        package dev.reeve.engine;
                        public final class LocalFlowRunner implements dev.reeve.spi.FlowRunner {
                            %s
                            @Override
                            public dev.reeve.spi.ActiveRun start(dev.reeve.spi.RunRequest request) {
                                throw new UnsupportedOperationException();
                            }
                        }
                        """.formatted(constructor))
                .compileTo(directory)
                .load();
    }
}
