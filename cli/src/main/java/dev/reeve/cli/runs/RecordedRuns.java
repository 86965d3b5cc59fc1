package dev.reeve.cli.runs;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.record.DamagedRecordException;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The recorded runs of this machine, named as people do: by identifier, its beginning, name, or {@code latest}. */
public final class RecordedRuns {
    /** What stands for the run that began last. */
    static final String LATEST = "latest";

    private final Records records;

    private RecordedRuns(Records records) {
        this.records = records;
    }

    /** Those in the directory that the configuration names. */
    public static RecordedRuns of(Configuration configuration) {
        return new RecordedRuns(Records.in(configuration.get(Settings.RECORDS_DIRECTORY)));
    }

    static RecordedRuns of(Console console) {
        return of(Configuration.load(console.surroundings()));
    }

    /** All of them. */
    public Records records() {
        return records;
    }

    /**
     * The run that is meant.
     *
     * @throws MistakeException if there is none or several, or its record cannot be read
     */
    public RecordedRun run(String wanted) throws IOException {
        return byId(summary(wanted).id());
    }

    /** The same, its two ends only. */
    RunSummary summary(String wanted) throws IOException {
        if (wanted.equals(LATEST)) {
            try (Stream<RunSummary> all = records.newestFirst()) {
                return all.filter(run -> run.parent() == null)
                        .findFirst()
                        .orElseThrow(() -> new MistakeException("There are no recorded runs in " + records.location()
                                + " yet. reeve run records each run."));
            }
        }
        List<RunSummary> found = records.find(wanted);
        if (found.isEmpty()) {
            throw new MistakeException("There is no recorded run \"" + Shown.clean(wanted) + "\" in "
                    + records.location() + ". reeve runs lists those there are.");
        }
        if (found.size() > 1) {
            StringBuilder text = new StringBuilder(
                    "Several runs are meant by \"" + Shown.clean(wanted) + "\". Write one of these identifiers:");
            found.forEach(run -> text.append("\n  ")
                    .append(run.id())
                    .append("  ")
                    .append(Shown.clean(run.flow()))
                    .append(" \"")
                    .append(Shown.clean(run.name()))
                    .append("\", ")
                    .append(run.began()));
            throw new MistakeException(text.toString());
        }
        return found.getFirst();
    }

    /** The run of that identifier. */
    RecordedRun byId(String id) throws IOException {
        return find(id).orElseThrow(() -> new MistakeException("The record of run " + id + " was removed just now."));
    }

    Optional<RecordedRun> find(String id) throws IOException {
        try {
            return records.read(id);
        } catch (DamagedRecordException e) {
            throw new MistakeException(
                    e.getMessage() + " Nothing can be told of that run; reeve delete " + id + " removes the record.",
                    e);
        }
    }
}
