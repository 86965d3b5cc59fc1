package dev.reeve.agent;

import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of runs that this process goes on with. They are copies of what the server knows, for this process alone,
 * in a directory of its own; those of a run go when it leaves this process. Thread-safe.
 */
final class RunnerRecords implements RecordPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerRecords.class);
    private static final String PREFIX = "records-";

    private final RecordPlaces places = RecordPlaces.ofThisProcess();
    private final Path directory;

    /** Below that directory, from which what dead processes left there is removed. */
    RunnerRecords(Path spool) {
        this.directory = spool.resolve(PREFIX + ProcessHandle.current().pid());
        removeLeft(spool);
    }

    Path directory() {
        return directory;
    }

    @Override
    public Recorder in(Path wanted) {
        return places.in(wanted);
    }

    @Override
    public Instant now() {
        return places.now();
    }

    @Override
    public Opening.Runner process() {
        return places.process();
    }

    /** A run left this process, with those that its tasks are. */
    void forget(String runId) {
        try {
            for (Path file : listed(directory)) {
                if (file.getFileName().toString().startsWith(runId)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) { // the process that comes after this one removes them
            LOG.debug("records of run {} were not removed: {}", runId, e.toString());
        }
    }

    private static List<Path> listed(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var all = Files.list(directory)) {
            return all.toList();
        }
    }

    /** What dead processes left below that directory goes. */
    static void removeLeft(Path spool) {
        try {
            for (Path left : listed(spool)) {
                String name = left.getFileName().toString();
                if (name.startsWith(PREFIX) && isDead(name.substring(PREFIX.length()))) {
                    remove(left);
                }
            }
        } catch (IOException e) {
            LOG.debug("what dead runners left in {} was not removed: {}", spool, e.toString());
        }
    }

    private static boolean isDead(String pid) {
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path inside : listed(path)) {
                remove(inside);
            }
        }
        Files.deleteIfExists(path);
    }
}
