package dev.reeve.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What POSIX lets one process do to others. */
final class Signals {
    private Signals() {}

    /** From then on they do nothing, and do not know. */
    static void stop(Collection<Long> processes) throws IOException, InterruptedException {
        send("-STOP", processes);
    }

    /** They go on. */
    static void goOn(Collection<Long> processes) throws IOException, InterruptedException {
        send("-CONT", processes);
    }

    static void kill(Collection<Long> processes) throws IOException, InterruptedException {
        send("-KILL", processes);
    }

    private static void send(String signal, Collection<Long> processes) throws IOException, InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(each -> command.add(each.toString()));
        // one that is gone meanwhile is no failure
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
