package dev.reeve.engine.serve;

import dev.reeve.engine.store.Durable;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which scheduled runs of a flow were begun and how they ended: a text file that grows, a line each, written before the
 * run begins. So no firing runs twice, whenever the process is killed. That it begins is on the disk when the call
 * returns. Now and then the file is made anew with little of what is long over. Used by one thread; several processes
 * may write.
 */
final class ServeLog {
    private static final String HEAD = "reeve-serving ";
    private static final Set<String> VERSIONS = Set.of("1", "2");
    private static final String VERSION = "2";

    /** The state of what was written down and then not begun. */
    static final String NOT_BEGUN = "NotBegun";

    /** The state of what was cancelled because serving stopped; written before it is. */
    static final String STOPPED = "Stopped";

    /** The state of what serving was about to begin when it was stopped. */
    static final String NOT_YET = "NotYet";

    /** The state of what nobody goes on with by itself. */
    static final String LEFT = "Left";

    private static final Set<String> DONE = Set.of("Success", "Cached", "Skipped");

    /** Makes of half a line one that says nothing. */
    private static final String CUT_OFF = "\t\t\t!";

    /** A file that is shorter is not worth it. */
    private static final long SHORT = 512 << 10;

    /** So many of the last lines are kept as they are: they name runs, for people. */
    private static final int RECENT = 500;

    private final Path file;
    private final String flow;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final DoneTimes before = new DoneTimes();
    private long longest = SHORT;

    /**
     * A run.
     *
     * @param ran whether it had a record once that no crash takes away
     * @param state how it ended; null: that is not written
     */
    record Entry(
            String runId,
            Instant scheduled,
            DataInterval interval,
            String clock,
            Occasion.Cause cause,
            boolean ran,
            @Nullable String state) {
        /** One that is about to begin. */
        Entry(String runId, Instant scheduled, DataInterval interval, String clock, Occasion.Cause cause) {
            this(runId, scheduled, interval, clock, cause, false, null);
        }

        /** The same, when that is how it ended. */
        Entry ended(String how) {
            return new Entry(runId, scheduled, interval, clock, cause, ran, how);
        }

        /** The same, when it has a record. */
        Entry runs() {
            return new Entry(runId, scheduled, interval, clock, cause, true, state);
        }

        /** Whether it ended well, so that it need not run again. */
        boolean done() {
            return state != null && DONE.contains(state);
        }

        /** Whether the next process that serves has to look after it. */
        boolean open() {
            return state == null || state.equals(STOPPED) || state.equals(NOT_YET);
        }

        private String line() {
            return String.join(
                    "\t",
                    "begun",
                    runId,
                    scheduled.toString(),
                    interval.from().toString(),
                    interval.to().toString(),
                    clock,
                    cause.name());
        }
    }

    private ServeLog(Path file, String flow) {
        this.file = file;
        this.flow = flow.replaceAll("\\p{Cntrl}", " ");
    }

    static ServeLog open(Path file, String flow) throws IOException {
        ServeLog log = new ServeLog(file, flow);
        Durable.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            log.append(HEAD + VERSION + "\t" + log.flow, true);
            Durable.forceDirectory(file.getParent());
        } else if (!log.readAll()) { // its process was killed while it wrote
            log.append(CUT_OFF, true);
        }
        return log;
    }

    /** False if the last line has no end; it is not taken for one. */
    private boolean readAll() throws IOException {
        String text = Files.readString(file);
        int whole = text.lastIndexOf('\n') + 1;
        List<String> lines = text.substring(0, whole).lines().toList();
        String head = lines.isEmpty() ? "" : lines.getFirst();
        if (!head.startsWith(HEAD) || !VERSIONS.contains(version(head))) {
            throw new IOException(file + " is none of this version's. Move it away; what ran is then forgotten.");
        }
        lines.subList(1, lines.size()).forEach(this::read);
        return whole == text.length();
    }

    private static String version(String head) {
        int tab = head.indexOf('\t');
        return tab < 0 ? "" : head.substring(HEAD.length(), tab);
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
                        Occasion.Cause.valueOf(parts[6])));
            } else if (parts.length == 3 && parts[0].equals("ended")) {
                entries.computeIfPresent(parts[1], (id, entry) -> entry.ended(parts[2]));
            } else if (parts.length == 2 && parts[0].equals("runs")) {
                entries.computeIfPresent(parts[1], (id, entry) -> entry.runs());
            } else if (parts.length == 5 && parts[0].equals("done")) {
                before.put(new DoneTimes.Series(
                        parts[1], Instant.parse(parts[2]), Long.parseLong(parts[3]), Long.parseLong(parts[4])));
            } else if (parts.length == 2 && parts[0].equals("forgotten")) {
                before.forget(Instant.parse(parts[1]));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            return; // half a line: what it was about did not begin
        }
    }

    private void put(Entry entry) {
        entries.put(entry.runId(), entry);
    }

    /** Runs, in the order in which they began; of those that are long over some are only in {@link #before}. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** Whether another run for the same firing was written down after that one. */
    boolean hasLater(Entry entry) {
        boolean seen = false;
        for (Entry each : entries.values()) {
            if (seen
                    && each.scheduled().equals(entry.scheduled())
                    && each.clock().equals(entry.clock())) {
                return true;
            }
            seen |= each.runId().equals(entry.runId());
        }
        return false;
    }

    /** The times of runs that ended well and are not among the entries any more. */
    DoneTimes before() {
        return before;
    }

    void begun(Entry entry) throws IOException {
        append(entry.line(), true);
        put(entry);
    }

    /** Its record is on the disk: if it is not there later, somebody has removed it. */
    void runs(String runId) throws IOException {
        append(runsLine(runId), false); // a crash that takes this line away leaves the record
        entries.computeIfPresent(runId, (id, entry) -> entry.runs());
    }

    private static String runsLine(String runId) {
        return "runs\t" + runId;
    }

    void ended(String runId, String state) throws IOException {
        append(endedLine(runId, state), false); // else the run's record tells it
        entries.computeIfPresent(runId, (id, entry) -> entry.ended(state));
    }

    private static String endedLine(String runId, String state) {
        return "ended\t" + runId + "\t" + state;
    }

    /** Forgets what only a process that begins anew needs. */
    void forgetEnded() {
        entries.values().removeIf(entry -> entry.state() != null);
    }

    /** Whether the file is so long that it should be made anew. */
    boolean isLong() throws IOException {
        return Files.size(file) > longest;
    }

    /**
     * Makes the file anew. Who calls it has seen to it that nobody else writes, and that what was decided up to that time
     * is on the disk. Readers see the file before or after; so does who begins after a crash.
     *
     * @param seen firings up to that time are decided on
     */
    void compact(Instant seen) throws IOException {
        ServeLog all = open(file, flow);
        List<String> lines = new ArrayList<>();
        int old = all.entries.size() - RECENT;
        for (Entry entry : all.entries.values()) {
            boolean kept = old-- <= 0 || entry.open() || entry.scheduled().isAfter(seen);
            if (kept) {
                lines.add(entry.line());
                if (entry.ran()) {
                    lines.add(runsLine(entry.runId()));
                }
                if (entry.state() != null) {
                    lines.add(endedLine(entry.runId(), entry.state()));
                }
            } else if (entry.done()) {
                all.before.add(entry.clock(), entry.scheduled());
            }
        }
        StringBuilder text = new StringBuilder(HEAD + VERSION + "\t" + flow + "\n");
        for (DoneTimes.Series each : all.before.kept(DoneTimes.MOST)) {
            text.append(
                    "done\t" + each.clock() + "\t" + each.first() + "\t" + each.step() + "\t" + each.count() + "\n");
        }
        if (all.before.forgotten() != null) {
            text.append("forgotten\t" + all.before.forgotten() + "\n");
        }
        lines.forEach(line -> text.append(line).append('\n'));
        Path written = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(written);
        Durable.writeNew(written, text.toString().getBytes(StandardCharsets.UTF_8));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Durable.forceDirectory(file.getParent());
        longest = Math.max(SHORT, 2 * Files.size(file));
    }

    private void append(String line, boolean force) throws IOException {
        Durable.append(file, (line + "\n").getBytes(StandardCharsets.UTF_8), force); // in one piece: others write too
    }
}
