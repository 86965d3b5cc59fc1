package dev.reeve.engine.serve;

import dev.reeve.engine.store.Durable;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which scheduled runs of a flow were begun and how they ended: a text file that grows, a line each, written before the
 * run begins. So no firing runs twice, whenever the process is killed. That
 * it begins is on the disk when the call returns. Used by one thread; several processes may write.
 */
final class ServeLog {
    private static final String HEAD = "reeve-serving 1\t";
    /** The state of what was written down and then not begun. */
    static final String NOT_BEGUN = "NotBegun";

    private final Path file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * A run.
     *
     * @param state how it ended; null: that is not written
     */
    record Entry(
            String runId,
            Instant scheduled,
            DataInterval interval,
            String clock,
            Occasion.Cause cause,
            @Nullable String state) {
        Entry ended(String how) {
            return new Entry(runId, scheduled, interval, clock, cause, how);
        }
    }

    private ServeLog(Path file) {
        this.file = file;
    }

    static ServeLog open(Path file, String flow) throws IOException {
        ServeLog log = new ServeLog(file);
        Durable.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            log.append(HEAD + flow.replaceAll("\\p{Cntrl}", " "), true);
            Durable.forceDirectory(file.getParent());
            return log;
        }
        String text = Files.readString(file);
        if (!text.startsWith(HEAD)) {
            throw new IOException(file + " is none of this version's. Move it away; what ran is then forgotten.");
        }
        text.lines().skip(1).forEach(log::read);
        if (!text.endsWith("\n")) { // its process was killed while it wrote
            log.append("", true);
        }
        return log;
    }

    private void read(String line) {
        String[] parts = line.split("\t", -1);
        try {
            if (parts.length == 7 && parts[0].equals("begun")) {
                put(new Entry(
                        parts[1],
                        Instant.parse(parts[2]),
                        new DataInterval(Instant.parse(parts[3]), Instant.parse(parts[4])),
                        parts[5],
                        Occasion.Cause.valueOf(parts[6]),
                        null));
            } else if (parts.length == 3 && parts[0].equals("ended")) {
                entries.computeIfPresent(parts[1], (id, entry) -> entry.ended(parts[2]));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            return; // half a line: what it was about did not begin
        }
    }

    private void put(Entry entry) {
        entries.put(entry.runId(), entry);
    }

    Map<String, Entry> entries() {
        return entries;
    }

    void begun(Entry entry) throws IOException {
        append(
                String.join(
                        "\t",
                        "begun",
                        entry.runId(),
                        entry.scheduled().toString(),
                        entry.interval().from().toString(),
                        entry.interval().to().toString(),
                        entry.clock(),
                        entry.cause().name()),
                true);
        put(entry);
    }

    void ended(String runId, String state) throws IOException {
        append("ended\t" + runId + "\t" + state, false); // else the run's record tells it
        entries.computeIfPresent(runId, (id, entry) -> entry.ended(state));
    }

    /** Forgets what only a process that begins anew needs. */
    void forgetEnded() {
        entries.values().removeIf(entry -> entry.state() != null);
    }

    private void append(String line, boolean force) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8)); // in one piece: others write too
            if (force) {
                out.getFD().sync();
            }
        }
    }
}
