package dev.reeve.server.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that does not outlive this one, however this one ends. It runs below a shell whose standard input is a pipe
 * from here: where that ends, the shell asks its process to stop (SIGINT).
 *
 * <p>In a session of its own where the system can do that, so that Ctrl-C in a terminal does not stop the database
 * before the server has written what it has. The shell takes no notice of signals that are sent to all processes of the
 * server: it has to outlive it to stop the database.
 */
final class Supervised {
    private static final String SHELL = """
            trap '' INT QUIT HUP TERM
            exec 3<&0
            if command -v setsid >/dev/null; then set -- setsid "$@"; fi
            "$@" </dev/null 3<&- &
            child=$!
            (while read -r line <&3; do :; done; kill -INT $child) &
            watch=$!
            wait $child
            code=$?
            kill -KILL $watch
            exit $code
            """;

    private final Process process;

    private Supervised(Process process) {
        this.process = process;
    }

    static Supervised start(List<String> prefix, List<String> program, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "reeve-postgres"));
        command.addAll(prefix);
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile()) // the directory of whoever starts the server may be closed to others
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C"); // the log is read for what went wrong
        return new Supervised(builder.start());
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to stop, and waits; after half a minute it is killed. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            var ignored = process.waitFor(5, TimeUnit.SECONDS);
        }
    }
}
