package dev.reeve.simulation;

import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.Recorder;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.WritingThreads;
import dev.reeve.simulation.world.SimProcess;
import dev.reeve.simulation.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Where a simulated process keeps records: files of the simulated disk, written by a thread of its own. */
final class SimPlaces implements RecordPlaces {
    private final SimProcess process;
    private final World world;
    private final Map<String, SimProcess> locks;

    SimPlaces(SimProcess process, World world, Map<String, SimProcess> locks) {
        this.process = process;
        this.world = world;
        this.locks = locks;
    }

    @Override
    public Recorder in(Path directory) {
        return new Recorder(
                new Records(new SimRecords(directory, process, world, locks)),
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
}
