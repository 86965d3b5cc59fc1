package dev.reeve.simulation;

import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.record.FileRecords;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordLocks;
import dev.reeve.engine.record.RecordStorage;
import dev.reeve.engine.record.Recorder;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.WritingThreads;
import dev.reeve.simulation.world.SimProcess;
import dev.reeve.simulation.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Where a simulated process keeps records: files of the simulated disk, written by a thread of its own. */
final class SimPlaces implements RecordPlaces {
    private final SimProcess process;
    private final World world;
    private final Map<String, SimProcess> locks;
    private Runnable whenTaken = () -> {};
    /** How many files were written whole: each has a name of its own until it is. */
    private int unfinished;

    SimPlaces(SimProcess process, World world, Map<String, SimProcess> locks) {
        this.process = process;
        this.world = world;
        this.locks = locks;
    }

    /** Has something done from outside as soon as it has the first record. */
    SimPlaces whenTaken(Runnable action) {
        whenTaken = action;
        return this;
    }

    @Override
    public Recorder in(Path directory) {
        return new Recorder(
                new Records(new FileRecords(
                        directory,
                        new Shared(),
                        () -> process.name() + "-" + ++unfinished,
                        () -> Instant.ofEpochSecond(0, world.now()))),
                new WritingThreads(task -> process.start("record", task), 0, 0));
    }

    @Override
    public Instant now() {
        return Instant.ofEpochSecond(world.now() / 1_000_000_000L);
    }

    @Override
    public Opening.Runner process() {
        return new Opening.Runner("simulated", 1, "/", "simulated");
    }

    /** As the operating system's: what a process that crashed had locked is free. */
    private final class Shared implements RecordLocks {
        @Override
        public Optional<RecordStorage.Lock> lock(String name) {
            world.step();
            if (locked(name)) {
                return Optional.empty();
            }
            locks.put(name, process);
            whenTaken.run();
            whenTaken = () -> {};
            return Optional.of(() -> locks.remove(name, process));
        }

        @Override
        public boolean locked(String name) {
            SimProcess holder = locks.get(name);
            return holder != null && holder.alive();
        }
    }
}
