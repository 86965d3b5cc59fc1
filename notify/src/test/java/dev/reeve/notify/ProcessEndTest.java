package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The end of a process waits for what is to be told, for a while. */
class ProcessEndTest {
    private static Process program(String address, long flushingMillis) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndingProgram.class.getName(),
                        address,
                        String.valueOf(flushingMillis))
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void whatIsOnItsWayIsDeliveredAlthoughTheProgramHasEnded() throws Exception {
        try (Receiver receiver = Receiver.started()) {
            receiver.answer(503, "").answer(exchange -> exchange.sendResponseHeaders(200, -1));
            Process program = program(receiver.url("/in"), 100_000);
            receiver.awaitRequest(2);
            assertThat(program.waitFor()).isEqualTo(3);
            assertThat(receiver.requests().getLast().text()).contains("\"flow\":\"ending\"");
            assertThat(output(program)).doesNotContain("not told");
        }
    }

    @Test
    void aReceiverThatKeepsSilentIsNotWaitedForAndTheLossIsSaid() throws Exception {
        try (RawReceiver silent = RawReceiver.doing(socket -> {})) {
            Process program = program(silent.url(), 50);
            assertThat(program.waitFor()).isEqualTo(3);
            assertThat(output(program))
                    .contains(
                            "not told to webhook (address in secret \"hook\") within 50 ms of the end, 1 in all: [Flow"
                                    + " \"ending\" failed (run ");
        }
    }

    private static String output(Process program) throws IOException {
        return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
