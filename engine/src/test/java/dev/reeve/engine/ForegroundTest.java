package dev.reeve.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ForegroundTest {
    private static Process start(String how) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitingProgram.class.getName(),
                        how)
                .start();
    }

    /** As {@code kill} does; {@code process.destroy()} would close the streams as well. */
    private static void signal(Process process) {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "in-thread"})
    void aSignalCancelsTheRunAndTheProgramGoesOn(String executor) throws Exception {
        Process program = start(executor);
        try (BufferedReader said = program.inputReader()) {
            assertThat(said.readLine()).isEqualTo("waiting");
            signal(program);
            assertThat(said.readLine()).startsWith("Cancelled: ");
            assertThat(program.waitFor()).isEqualTo(3);
        }
    }

    @Test
    void aSecondSignalDoesNotWaitForTasks() throws Exception {
        Process program = start("stubborn");
        try (BufferedReader said = program.inputReader();
                BufferedReader errors = program.errorReader()) {
            assertThat(said.readLine()).isEqualTo("waiting");
            signal(program);
            assertThat(errors.readLine()).startsWith("reeve: cancelling;");
            signal(program);
            assertThat(program.waitFor()).isEqualTo(130);
        }
    }

    @Test
    void theExitCodeSaysHowTheRunEnded() {
        Flow well = Flow.define("well", f -> f.action(() -> {}).named("a"));
        Flow ill = Flow.define(
                "ill",
                f -> f.action(() -> {
                            throw new IllegalStateException("no");
                        })
                        .named("a"));
        assertThat(List.of(well, ill))
                .extracting(flow -> Foreground.exitCode(Foreground.run(flow, RunOptions.DEFAULT)))
                .containsExactly(0, 1);
    }
}
