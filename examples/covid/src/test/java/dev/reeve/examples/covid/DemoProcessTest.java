package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own, with signals as the operating system gives them. */
@Timeout(60)
class DemoProcessTest {
    @TempDir
    Path folder;

    @Test
    void aSignalCancelsTheRunAndTheSummarySaysSo() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process demo = start("http://localhost:" + silent.getLocalPort() + "/cases.json");
            try (Socket asked = silent.accept()) { // the download goes on now, and gets no answer
                assertThat(demo.toHandle().destroy()).isTrue(); // as kill does
                String out = text(demo.getInputStream().readAllBytes());
                assertThat(demo.waitFor()).as(out).isEqualTo(3);
                assertThat(asked.isClosed()).isFalse();
                assertThat(out)
                        .containsPattern("download_data +Cancelled")
                        .contains("Cancelled after")
                        .doesNotContain("Try next");
                assertThat(text(demo.getErrorStream().readAllBytes()))
                        .contains("reeve: cancelling; running tasks are asked to end. Ctrl-C again stops at once.");
            }
        }
    }

    private Process start(String data) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName(),
                "--bucket",
                folder.resolve("bucket").toString(),
                "--data",
                data);
        builder.environment().put("REEVE_RESULTS_DIR", folder.resolve("results").toString());
        return builder.start();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
