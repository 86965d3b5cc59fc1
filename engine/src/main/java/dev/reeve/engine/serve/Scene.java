package dev.reeve.engine.serve;

import dev.reeve.Flow;
import dev.reeve.engine.record.Records;
import dev.reeve.serve.ServeOptions;
import java.nio.file.Path;

/**
 * What all flows that are served together share.
 *
 * @param directory where records of runs are, and beside them what is known of firings
 */
record Scene(ServeOptions options, Path directory, Records records, Runs runs, Watch watch, Told told) {
    ServeFiles files(Flow flow) {
        return new ServeFiles(directory, flow.name());
    }
}
