package dev.reeve.engine;

import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.Retention;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Removes the results of runs that are forgotten from the stores that their records name: those under {@code runs/ID},
 * which belong to one run. Caches and targets are shared, and stay. Of a store that cannot tell what it keeps, those that
 * the record knows of. A store of a kind that this process does not know is left alone.
 */
public final class ForgottenResults implements Retention.KeptResults {
    private static final String OF_RUNS = "runs/";

    @Override
    public void remove(RecordedRun run) throws IOException {
        Set<String> locations = new HashSet<>();
        for (Opening opening : run.openings()) {
            String location = opening.results().location();
            if (!location.isEmpty() && locations.add(location)) {
                remove(run, location);
            }
        }
    }

    private static void remove(RecordedRun run, String location) throws IOException {
        String mine = OF_RUNS + run.id();
        try (ResultStore store = open(location)) {
            if (!store.deleteBelow(mine)) {
                removeOneByOne(
                        store,
                        run.tasks().stream()
                                .flatMap(task -> task.keys().stream())
                                .filter(key -> key.startsWith(mine + "/"))
                                .toList());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalStateException | IllegalArgumentException e) { // no such kind of store, or no key of this one
            LoggerFactory.getLogger(ForgottenResults.class)
                    .debug("results of run {} in {} stay: {}", run.id(), location, e.getMessage());
        }
    }

    /** One that cannot be removed does not keep the others. */
    private static void removeOneByOne(ResultStore store, List<String> keys) throws IOException {
        int stayed = 0;
        IOException first = null;
        for (String key : keys) {
            try {
                store.delete(key);
            } catch (IOException | UncheckedIOException e) {
                stayed++;
                first = first != null ? first : e instanceof IOException io ? io : new IOException(e.getMessage(), e);
            }
        }
        if (first != null) {
            throw new IOException(stayed + " of " + keys.size() + " results stay: " + first.getMessage(), first);
        }
    }

    private static ResultStore open(String location) {
        return location.contains("://") ? Engine.open(URI.create(location)) : ResultStores.files(Path.of(location));
    }
}
