package dev.reeve.simulation;

import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.Recorder;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.WritingThreads;
import dev.reeve.simulation.world.SimProcess;
import dev.reeve.simulation.world.World;
import dev.reeve.testing.disk.DiskRecords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Where a simulated process keeps records: files of the simulated disk, written by a thread of its own. */
final class SimPlaces implements RecordPlaces {
    private final SimProcess process;
    private final World world;
    private final Map<String, SimProcess> locks;
    private Runnable whenTaken = () -> {};

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
                new Records(new DiskRecords(directory, process.name(), new Shared())),
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
    private final class Shared implements DiskRecords.Locks {
        @Override
        public boolean take(String name) {
            world.step();
            if (taken(name)) {
                return false;
            }
            locks.put(name, process);
            whenTaken.run();
            whenTaken = () -> {};
            return true;
        }

        @Override
        public void release(String name) {
            locks.remove(name, process);
        }

        @Override
        public boolean taken(String name) {
            SimProcess holder = locks.get(name);
            return holder != null && holder.alive();
        }
    }
}
