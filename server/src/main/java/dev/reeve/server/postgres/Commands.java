package dev.reeve.server.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short commands of the system, waited for. */
final class Commands {
    private Commands() {}

    /** How a command ended and all that it printed. */
    record Ended(int code, String output) {
        boolean well() {
            return code == 0;
        }
    }

    static Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output.strip());
    }

    /** Also for a process of another user, which {@link ProcessHandle} would not tell about. */
    static void signal(String signal, long pid) throws IOException, InterruptedException {
        var ignored = run(List.of("kill", "-" + signal, String.valueOf(pid))); // it may be gone already
    }
}
