package dev.reeve.benchmarks.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of processes as Linux tells it, in bytes; 0 elsewhere. */
final class Resident {
    private static final int KILO = 1024;

    private Resident() {}

    /** The most that this process had. */
    static long peak() {
        return field("self", "VmHWM:");
    }

    /** What that process has. */
    static long now(long pid) {
        return field(String.valueOf(pid), "VmRSS:");
    }

    private static long field(String process, String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", process, "status"))) {
                if (line.startsWith(name)) {
                    return KILO * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            return 0; // not Linux, or it has just ended
        }
        return 0;
    }
}
