package dev.reeve.agent;

import dev.reeve.api.Event;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.JournalPage;
import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.RetoldRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server was told of a run, put down as records of this machine: of the run, and of the runs that tasks of it are. Used
 * by one thread.
 */
public final class RetoldRuns {
    private final Path directory;
    private final Opening.Runner process;
    private final Instant now;
    private final Map<String, RetoldRecord> retold = new LinkedHashMap<>();
    private final String name;
    private final String flow;

    private RetoldRuns(Path directory, Opening.Runner process, Instant now, String name, String flow) {
        this.directory = directory;
        this.process = process;
        this.now = now;
        this.name = name;
        this.flow = flow;
    }

    /** Where the journal comes from. */
    @FunctionalInterface
    public interface Pages {
        /** The page behind that cursor; null: the first. */
        JournalPage page(@Nullable String after) throws InterruptedException;
    }

    /**
     * Puts a run down in a directory of records.
     *
     * @param epoch the last one, of which perhaps nothing was told
     * @throws IOException if it cannot be written there
     * @throws IllegalArgumentException if this release does not know what was told
     */
    public static void write(Path directory, String runId, String name, String flow, int epoch, Pages journal)
            throws IOException, InterruptedException {
        RecordPlaces here = RecordPlaces.ofThisProcess();
        write(directory, here.process(), here.now(), runId, name, flow, epoch, journal);
    }

    static void write(
            Path directory,
            Opening.Runner process,
            Instant now,
            String runId,
            String name,
            String flow,
            int epoch,
            Pages journal)
            throws IOException, InterruptedException {
        RetoldRuns runs = new RetoldRuns(directory, process, now, name, flow);
        RetoldRecord own = runs.of(runId);
        JournalPage page = journal.page(null);
        while (true) {
            for (JournalEntry entry : page.entries()) {
                Event event = entry.event();
                String within = event.within();
                new Retelling(within == null ? own : runs.of(within)).tell(entry);
            }
            if (page.next() == null) {
                break;
            }
            page = journal.page(page.next());
        }
        for (RetoldRecord record : runs.retold.values()) { // names of results within are those of the epoch around
            record.write(epoch);
        }
    }

    /** The first event of one within another says how it began, and so what it is. */
    private RetoldRecord of(String id) {
        return retold.computeIfAbsent(
                id, each -> new RetoldRecord(Records.in(directory), Opening.unknown(each, name, flow, now, process)));
    }
}
