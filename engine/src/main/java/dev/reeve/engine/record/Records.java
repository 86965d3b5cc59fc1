package dev.reeve.engine.record;

import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of runs in one place. Thread-safe, and safe for several processes on one directory. */
public final class Records {
    private final RecordStorage storage;
    private final StructureFiles structures;

    /** Those that a storage keeps. */
    public Records(RecordStorage storage) {
        this.storage = storage;
        this.structures = new StructureFiles(storage);
    }

    /** Those in a directory, which need not exist. */
    public static Records in(Path directory) {
        return new Records(FileRecords.in(directory));
    }

    /** Where they are, for people. */
    public String location() {
        return storage.location();
    }

    /** Takes the lock of a name, unless this or another process has it. The end of a process gives its locks back. */
    public Optional<RecordStorage.Lock> lock(String name) throws IOException {
        return storage.lock(name);
    }

    RecordStorage storage() {
        return storage;
    }

    StructureFiles structures() {
        return structures;
    }

    /** All runs, the last begun first. Each is read as it is taken from the stream, both ends of its record only. */
    public Stream<RunSummary> newestFirst() throws IOException {
        return names().stream().map(this::summary);
    }

    /** The names of all records, the last begun first: identifiers begin with the time. */
    List<String> names() throws IOException {
        List<String> names = storage.names("", RunFiles.ENDING);
        names.sort(Comparator.comparing(RunFiles::root)
                .reversed()
                .thenComparing(name -> !RunFiles.isRoot(name))
                .thenComparing(Comparator.naturalOrder()));
        return names;
    }

    /** Whether there is a record of that run, of which at least the beginning can be read. */
    public boolean has(String runId) {
        String name = RunFiles.name(runId);
        return storage.exists(name) && summary(name).problem().isEmpty();
    }

    /**
     * Whether a record says anything at all.
     *
     * @throws IOException if it cannot be read, which says nothing of what is there
     */
    boolean begins(String name) throws IOException {
        try (RecordStorage.Content file = storage.open(name).orElse(null)) {
            FrameScan.Frame first = file == null ? null : new FrameScan(file).next();
            return first != null && first.kind() == Frames.OPENING;
        }
    }

    /**
     * Whether a run has a record of which more is there than a process leaves that is killed while it writes the
     * beginning.
     *
     * @throws IOException if it cannot be read, which says nothing of what is there
     */
    public boolean ran(String runId) throws IOException {
        try (RecordStorage.Content file = storage.open(RunFiles.name(runId)).orElse(null)) {
            return file != null && !FrameScan.saysNothing(file);
        }
    }

    /**
     * Whether a run {@linkplain #ran has a record}, which is on the disk when this returns: not even a power cut takes it
     * away any more.
     *
     * @throws IOException if it cannot be read or forced, which says nothing of what is there
     */
    public boolean isSafe(String runId) throws IOException {
        return ran(runId) && storage.force(RunFiles.name(runId));
    }

    /** The run of that identifier. */
    public Optional<RunSummary> summaryOf(String runId) {
        String name = RunFiles.name(runId);
        return storage.exists(name) ? Optional.of(summary(name)) : Optional.empty();
    }

    RunSummary summary(String name) {
        try (RecordStorage.Content file = storage.open(name).orElse(null)) {
            if (file == null) {
                return unreadable(name, "it was removed just now");
            }
            FrameScan scan = new FrameScan(file);
            FrameScan.Frame first = scan.next();
            if (first == null || first.kind() != Frames.OPENING) {
                return unreadable(name, scan.damage().isEmpty() ? "it ends before it says anything" : scan.damage());
            }
            return summary(name, OpeningCode.read(first.content()), rest(file));
        } catch (IOException e) {
            return unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Rest rest(RecordStorage.Content file) throws IOException {
        FrameScan.Frame last = FrameScan.last(file);
        return last == null || last.kind() != Frames.REST ? null : Rest.read(last.content());
    }

    private RunSummary summary(String name, Opening opening, @Nullable Rest rest) throws IOException {
        boolean alive = (rest == null || !rest.state().isFinished()) && storage.locked(name);
        State state = rest != null
                ? rest.state()
                : alive ? State.Running.FIRST : new State.Crashed("its process ended before the run did", 1);
        return new RunSummary(
                opening.runId(),
                opening.runName(),
                opening.flow(),
                opening.parent(),
                state,
                alive,
                rest == null ? opening.epoch() : rest.epoch(),
                opening.began(),
                rest == null ? null : rest.at(),
                rest == null ? Map.of() : rest.tasks(),
                "");
    }

    private RunSummary unreadable(String name, String problem) {
        String id = name.substring(0, name.length() - RunFiles.ENDING.length());
        return new RunSummary(
                id,
                "",
                "",
                null,
                State.Pending.NOW,
                false,
                0,
                Instant.EPOCH,
                null,
                Map.of(),
                "The record " + storage.location() + "/" + name + " cannot be read: " + problem + ".");
    }

    /**
     * The runs that a person may mean: the one with that identifier, else those whose identifier begins so, else those
     * of that name, the last begun first; at most ten.
     */
    public List<RunSummary> find(String idOrName) throws IOException {
        Optional<RunSummary> exact = summaryOf(idOrName);
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        String prefix = RunFiles.prefix(idOrName);
        List<RunSummary> begin = new ArrayList<>();
        for (String name : idOrName.isEmpty() ? List.<String>of() : names()) {
            if (name.startsWith(prefix) && (RunFiles.isRoot(name) || prefix.indexOf('.') > 0) && begin.size() < 10) {
                begin.add(summary(name));
            }
        }
        if (!begin.isEmpty()) {
            return begin;
        }
        try (Stream<RunSummary> all = newestFirst()) {
            return all.filter(run -> run.name().equals(idOrName)).limit(10).toList();
        }
    }

    /**
     * The record of a run, whole.
     *
     * @throws DamagedRecordException if not even its beginning can be read; says why
     */
    public Optional<RecordedRun> read(String runId) throws IOException {
        String name = RunFiles.name(runId);
        boolean alive = storage.exists(name) && storage.locked(name);
        try (RecordStorage.Content file = storage.open(name).orElse(null)) {
            if (file == null) {
                return Optional.empty();
            }
            RecordedRun run = new RunReader(structures).read(name, file, alive);
            if (run == null) {
                throw new DamagedRecordException(summary(name).problem());
            }
            return Optional.of(run);
        }
    }
}
