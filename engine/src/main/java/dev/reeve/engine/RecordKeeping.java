package dev.reeve.engine;

import dev.reeve.engine.answer.AnswerDesk;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.ParameterRecords;
import dev.reeve.engine.record.Recorder;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.Retention;
import dev.reeve.engine.run.Journal;
import dev.reeve.engine.serial.JsonSerializer;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.RunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Begins the records of this process's runs, and now and then removes old ones. Thread-safe. */
final class RecordKeeping {
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);

    private final Engine engine;
    private final Map<Path, Kept> directories = new HashMap<>();
    private final RecordPlaces places;

    /** Records in one directory. */
    private static final class Kept {
        private final Recorder recorder;
        private final @Nullable AnswerDesk desk;
        private Instant cleaned = Instant.MIN;

        private Kept(RecordPlaces places, Path directory) {
            AnswerDesk answers = places.shared() ? new AnswerDesk(Records.in(directory)) : null;
            this.desk = answers;
            this.recorder = answers == null ? places.in(directory) : places.in(directory, answers::open);
        }
    }

    RecordKeeping(Engine engine, RecordPlaces places) {
        this.engine = engine;
        this.places = places;
    }

    /** What records say of this process. */
    Opening.Runner process() {
        return places.process();
    }

    /** What writes the record of a run. */
    Recorder recorder(RunRequest request) {
        return kept(request).recorder;
    }

    /** People may answer that run in other processes from now on. */
    void answered(RunRequest request, ActiveRun run) {
        AnswerDesk desk = kept(request).desk;
        if (desk != null) {
            desk.add(run);
        }
    }

    /** Whether that run has a record beside that of the asked one. */
    boolean has(RunRequest request, String runId) {
        return recorder(request).records().has(runId);
    }

    private Kept kept(RunRequest request) {
        Path asked = request.recording().directory();
        Path directory = (asked == null ? engine.configuration().get(Settings.RECORDS_DIRECTORY) : asked)
                .toAbsolutePath()
                .normalize();
        synchronized (directories) {
            return directories.computeIfAbsent(directory, key -> new Kept(places, directory));
        }
    }

    ParameterRecords parameters() {
        return new ParameterRecords(new JsonSerializer());
    }

    /** A new record; none if that cannot be written, which is said, and the run goes on without. */
    Journal begin(RunRequest request, Opening opening) {
        Kept kept = kept(request);
        try {
            Journal journal = kept.recorder.begin(opening, request.graph());
            clean(kept);
            return journal;
        } catch (IOException e) {
            LoggerFactory.getLogger(RecordKeeping.class)
                    .warn(
                            "run {} of flow \"{}\" has no record, so it cannot be resumed: {} cannot be written: {}."
                                    + " Records need a directory with space left that this process may write; it is"
                                    + " chosen with records.directory.",
                            opening.runId(),
                            opening.flow(),
                            kept.recorder.records().location(),
                            e.toString());
            return Journal.NONE;
        }
    }

    private void clean(Kept kept) {
        Instant now = places.now();
        synchronized (kept) {
            if (kept.cleaned.isAfter(now.minus(BETWEEN_CLEANINGS))) {
                return;
            }
            kept.cleaned = now;
        }
        Configuration configuration = engine.configuration();
        int keep = configuration.get(Settings.RECORDS_KEEP);
        Duration keepFor = configuration.get(Settings.RECORDS_KEEP_FOR);
        kept.recorder.threads().executor().execute(() -> {
            try {
                new Retention(
                                kept.recorder.records(),
                                places.shared() ? new ForgottenResults() : Retention.KeptResults.STAY)
                        .apply(keep, keepFor, now);
            } catch (IOException e) { // the next run tries again
                LoggerFactory.getLogger(RecordKeeping.class)
                        .debug("old records of runs were not removed: {}", e.toString());
            }
        });
    }
}
