package dev.reeve.simulation;

import dev.reeve.TaskRun;
import dev.reeve.spi.CurrentTaskRun;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result store of a process, of which is written down what it was asked, by which attempt, and what it said. */
final class WatchedStore implements ResultStore {
    private interface Operation {
        void run() throws IOException;
    }

    private final ResultStore store;
    private final SimRun run;
    private final Kept kept;
    private final boolean trusted;

    /** {@code trusted}: whether the disk below keeps what it says it keeps. */
    WatchedStore(ResultStore store, SimRun run, Kept kept, boolean trusted) {
        this.store = store;
        this.run = run;
        this.kept = kept;
        this.trusted = trusted;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        run.world().step();
        List<Kept.Change> before = kept.now(key);
        Optional<byte[]> found = store.read(key);
        String problem = trusted ? kept.problem(key, found, before) : "";
        if (!problem.isEmpty()) {
            run.wrong("reads what nobody wrote: " + problem);
        }
        found.ifPresent(bytes -> run.reads.put(key, bytes));
        return found;
    }

    @Override
    public void write(String key, byte[] bytes) throws IOException {
        Kept.Change change = kept.begin(key, bytes);
        run.say(() -> "writes " + key);
        done("write " + key, () -> store.write(key, bytes));
        kept.acknowledged(change);
    }

    @Override
    public void publish(String from, String to) throws IOException {
        Call call = current();
        run.say(() -> "publishes " + from + " as " + to);
        Kept.Change there = kept.begin(to, kept.lastly(from));
        Kept.Change gone = kept.begin(from, null);
        done("publish " + to, () -> store.publish(from, to));
        kept.acknowledged(there);
        kept.acknowledged(gone);
        if (call != null) {
            if (call.published) {
                run.wrong("publishes the result of " + call + " a second time");
            }
            call.published = true;
        }
    }

    @Override
    public void delete(String key) throws IOException {
        kept.begin(key, null); // never acknowledged: what a failed renaming took away may be back after a power cut
        store.delete(key);
    }

    /** As locks of the operating system would do: what a process that crashed had claimed is free. */
    @Override
    public Optional<Claim> claim(String key) {
        run.world().step();
        return kept.claim(key, run.process);
    }

    /** Does it; where it fails, the attempt that wanted it has lost its result. */
    private void done(String what, Operation operation) throws IOException {
        run.world().step();
        try {
            operation.run();
        } catch (IOException failure) {
            Call call = current();
            if (call != null) {
                call.lost = true;
            }
            run.say(() -> "fails to " + what);
            throw failure;
        }
        run.world().step();
    }

    private @Nullable Call current() {
        TaskRun task = CurrentTaskRun.set(null);
        CurrentTaskRun.set(task);
        return task == null ? null : run.call(task);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
