package dev.reeve.simulation;

import dev.reeve.engine.run.Machine;
import dev.reeve.simulation.world.SimProcess;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The machine that a simulated process runs on. */
final class SimMachine implements Machine {
    private final SimProcess process;
    private final SplittableRandom random;

    SimMachine(SimProcess process) {
        this.process = process;
        this.random = process.random();
    }

    @Override
    public int cores() {
        return 2;
    }

    @Override
    public void later(Runnable look) {
        process.later(look);
    }

    @Override
    public void aside(Runnable work) {
        process.start("aside", work);
    }

    @Override
    public void standIn(Runnable work) {
        process.start("stand-in", work);
    }

    @Override
    public RandomGenerator randomness() {
        return random;
    }
}
