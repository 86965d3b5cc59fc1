package dev.reeve.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.TaskRun;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Where bodies put down what they do: a file for each process, each line forced to the disk. Thread-safe. */
final class BodyLog {
    private static final String PREFIX = "bodies-";
    private static final Map<Path, BodyLog> OPEN = new ConcurrentHashMap<>();

    /** No channel: that is closed when a thread is interrupted that writes to it. */
    private final FileOutputStream out;

    private BodyLog(FileOutputStream out) {
        this.out = out;
    }

    /** That of this process. */
    static BodyLog in(Path directory) {
        return OPEN.computeIfAbsent(
                directory.resolve(PREFIX + ProcessHandle.current().pid()), BodyLog::open);
    }

    private static BodyLog open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new BodyLog(new FileOutputStream(file.toFile(), true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the disk when this returns, whatever becomes of the thread meanwhile. */
    void put(BodyLine.Phase phase, TaskRun task) throws IOException {
        byte[] line = BodyLine.of(phase, task).text().getBytes(UTF_8);
        synchronized (this) {
            out.write(line);
            out.getFD().sync();
        }
    }

    /** All that was put down by whatever process. */
    static List<BodyLine> read(Path directory) throws IOException {
        List<BodyLine> lines = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return lines;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                    BodyLine.read(line).ifPresent(lines::add);
                }
            }
        }
        return lines;
    }
}
