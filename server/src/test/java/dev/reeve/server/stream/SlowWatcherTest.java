package dev.reeve.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewProject;
import dev.reeve.api.RunItem;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One who does not read holds nobody else up, and finds all there when he reads again. */
class SlowWatcherTest {
    @Test
    void whoDoesNotReadHoldsNobodyUpAndMissesNothing() throws Exception {
        try (TestServer server = new TestServer()) {
            server.admin().createProject(new NewProject("Demo", ""));
            server.admin().register("Demo", Samples.registration("shop", "0".repeat(64)));
            try (Socket slow = watch(server);
                    Sse quick = Sse.open(server.server().address(), TestServer.ADMIN, "runs:Demo", "")) {
                quick.next();
                Set<String> made = new HashSet<>();
                Set<String> seen = new HashSet<>();
                for (int i = 0; i < 60; i++) { // each in an event of its own: he who reads is waited for
                    String run = server.admin()
                            .createFlowRun(new NewFlowRun(
                                    "shop", "Demo", null, Map.of("days", 3), List.of(), null, null, null, null))
                            .id();
                    made.add(run);
                    while (!seen.contains(run)) {
                        quick.next().event().data().runs().stream()
                                .map(RunItem::id)
                                .forEach(seen::add);
                    }
                }
                assertThat(read(slow, made)).containsAll(made);
            }
        }
    }

    private static Socket watch(TestServer server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1_024);
        socket.connect(new java.net.InetSocketAddress(
                "127.0.0.1", server.server().address().getPort()));
        socket.getOutputStream()
                .write(("GET /api/v1/stream?topics=runs:Demo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                + TestServer.ADMIN + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static Set<String> read(Socket slow, Set<String> until) throws IOException {
        Set<String> found = new HashSet<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
        String text = "";
        while (!found.containsAll(until)) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            text += line; // chunks may part an id
            for (String run : until) {
                if (text.contains(run)) {
                    found.add(run);
                }
            }
            text = text.substring(Math.max(0, text.length() - 100));
        }
        return found;
    }
}
