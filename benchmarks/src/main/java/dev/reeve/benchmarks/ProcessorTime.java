package dev.reeve.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time of other processes, in nanoseconds, as the operating system tells it. */
public final class ProcessorTime {
    private static final int DEAD_CHILDREN = 13; // cutime and cstime, counted from behind the name
    private static final long NANOS_OF_TICK = 10_000_000; // USER_HZ is 100 on all of today's Linux

    private ProcessorTime() {}

    /** Of that process and those that it began; on Linux, those that have ended too. */
    public static long ofTree(long pid) {
        return ProcessHandle.of(pid)
                .map(root -> Stream.concat(Stream.of(root), root.descendants())
                        .mapToLong(ProcessorTime::of)
                        .sum())
                .orElse(0L);
    }

    private static long of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() + ofDeadChildren(process.pid());
    }

    private static long ofDeadChildren(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[DEAD_CHILDREN]) + Long.parseLong(fields[DEAD_CHILDREN + 1])) * NANOS_OF_TICK;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return 0; // not Linux, or it has just ended
        }
    }
}
