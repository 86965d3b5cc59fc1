package dev.reeve.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that is started again after it was killed: a server or an agent. Thread-safe. */
final class Member {
    private final String name;
    private final Supplier<ProcessBuilder> command;
    private final Path log;
    private @Nullable Process process;
    private int starts;

    Member(String name, Supplier<ProcessBuilder> command, Path log) {
        this.name = name;
        this.command = command;
        this.log = log;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    /** How often it was started. */
    synchronized int starts() {
        return starts;
    }

    synchronized void start() throws IOException {
        process = command.get()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        starts++;
    }

    /** Its process, if that lives. */
    synchronized @Nullable Process process() {
        Process now = process;
        return now == null || !now.isAlive() ? null : now;
    }

    /** Those that it began, at this moment. */
    List<ProcessHandle> children() {
        Process now = process();
        return now == null ? List.of() : now.toHandle().children().toList();
    }

    /** At once. */
    synchronized void kill() throws InterruptedException {
        Process now = process;
        if (now != null) {
            now.destroyForcibly();
            now.waitFor();
        }
    }

    /** In order; whether it ended in that time, and well. */
    boolean end(long seconds) throws InterruptedException {
        Process now = process();
        if (now == null) {
            return true;
        }
        now.destroy();
        boolean ended = now.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            now.destroyForcibly();
        }
        return ended;
    }
}
