package dev.reeve.testing;

import dev.reeve.engine.record.RecordLocks;
import dev.reeve.engine.record.RecordStorage;
import dev.reeve.testing.disk.DiskFaults;
import dev.reeve.testing.disk.DiskWorld;
import dev.reeve.testing.disk.SimDisk;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The disk of a testbed, in memory, and the locks of its processes. Each time that something is about to be forced, and
 * each time that it was, somebody may end the process that asks. Thread-safe as far as one process at a time uses it.
 */
final class TestDisk implements DiskWorld {
    private final VirtualTime time;
    private final SplittableRandom random;
    private final SimDisk disk;
    private final Map<String, Life> locks = new ConcurrentHashMap<>();
    private Consumer<String> commits = place -> {};

    TestDisk(VirtualTime time, long seed) {
        this.time = time;
        this.random = new SplittableRandom(seed);
        this.disk = new SimDisk(this, DiskFaults.NONE);
    }

    /** Has this told of each commit, before and after; it may end the process. */
    void onCommit(Consumer<String> told) {
        commits = told;
    }

    SimDisk disk() {
        return disk;
    }

    /** What is not forced is lost. */
    void powerCut() {
        disk.powerCut();
    }

    RecordLocks locks(Life process) {
        return new RecordLocks() {
            @Override
            public Optional<RecordStorage.Lock> lock(String name) {
                process.require();
                if (locked(name)) {
                    return Optional.empty();
                }
                locks.put(name, process);
                return Optional.of(() -> locks.remove(name, process));
            }

            @Override
            public boolean locked(String name) {
                Life holder = locks.get(name);
                return holder != null && !holder.isLost();
            }
        };
    }

    @Override
    public void step() {}

    @Override
    public long now() {
        return time.nanos();
    }

    @Override
    public SplittableRandom split() {
        return random.split();
    }

    @Override
    public void note(Supplier<String> words) {}

    @Override
    public synchronized <T extends @Nullable Object> T whole(Operation<T> operation) throws IOException {
        return operation.run();
    }

    /** Results may be large, and nobody looks on between the pieces. */
    @Override
    public int piece() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void forcing(String path) {
        commits.accept("before " + path + " is forced");
    }

    @Override
    public void forced(String path) {
        commits.accept("after " + path + " was forced");
    }
}
