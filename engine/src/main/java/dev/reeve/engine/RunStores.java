package dev.reeve.engine;

import dev.reeve.engine.config.Origin;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.run.RunFacts;
import dev.reeve.engine.run.Shelf;
import dev.reeve.engine.shelf.StoredShelf;
import dev.reeve.engine.shelf.Storing;
import dev.reeve.engine.store.MemoryResultStore;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.Serializer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the results of runs are kept, and which are. Thread-safe. */
final class RunStores {
    private final Engine engine;
    /** Those that records name and nobody else does. Kept open: they are few, and runs end when they do. */
    private final Map<String, ResultStore> byLocation = new HashMap<>();

    RunStores(Engine engine) {
        this.engine = engine;
    }

    /**
     * Whether all results are stored. Where nobody said anything they are if the run is recorded and its results outlive
     * the process: else there were nothing to resume from.
     */
    boolean checkpointing(RunRequest request) {
        Boolean asked = request.checkpointing();
        if (asked != null) {
            return asked;
        }
        if (!engine.recorded(request)) {
            return engine.checkpointing();
        }
        boolean set = engine.configuration().get(Settings.RESULTS_CHECKPOINTING);
        boolean chosen = !(engine.configuration().origin(Settings.RESULTS_CHECKPOINTING) instanceof Origin.Default);
        return set || !chosen && !(store(request, null) instanceof MemoryResultStore);
    }

    private ResultStore store(RunRequest request, @Nullable Continuing going) {
        if (request.results() != null) {
            return request.results();
        }
        String before = going == null ? "" : going.results();
        return before.isEmpty() ? engine.results() : at(before);
    }

    /** The store that a record names, whatever is set now. */
    private ResultStore at(String location) {
        synchronized (byLocation) {
            return byLocation.computeIfAbsent(
                    location,
                    key -> location.contains("://")
                            ? Engine.open(URI.create(location))
                            : ResultStores.files(Path.of(location)));
        }
    }

    private Serializer serializer(RunRequest request) {
        return request.serializer() == null ? engine.serializer() : request.serializer();
    }

    /** The same for a record. */
    Opening.Results described(RunRequest request, @Nullable Continuing going) {
        ResultStore store = store(request, going);
        return new Opening.Results(
                store instanceof MemoryResultStore ? "" : store.location(),
                serializer(request).name());
    }

    /** Whether any result of a run is stored or looked for. */
    boolean concerned(RunRequest request) {
        return Storing.concerns(request.graph(), checkpointing(request));
    }

    /** The shelf of a run, which goes on with a recorded one if there is that. */
    Shelf shelf(RunRequest request, RunFacts facts, Tree tree, @Nullable Continuing going) {
        if (!tree.stores()) {
            return Shelf.NONE;
        }
        return new StoredShelf(
                request.graph(),
                Arrays.asList(facts.values()),
                store(request, going),
                serializer(request),
                checkpointing(request),
                going == null ? 1 : going.epoch(),
                tree.targets(),
                store(request, going) instanceof MemoryResultStore ? Long.MAX_VALUE : engine.inMemoryLimit(),
                facts.time());
    }
}
