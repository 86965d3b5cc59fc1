package dev.reeve.engine.spill;

import dev.reeve.engine.run.Machine;
import java.util.random.RandomGenerator;

/** This machine, with never enough memory. */
record TightMachine(Memory memory) implements Machine {
    static TightMachine always() {
        return new TightMachine(new Memory() {
            @Override
            public boolean tight(long nanos) {
                return true;
            }

            @Override
            public void moved(long bytes) {}
        });
    }

    @Override
    public int cores() {
        return Machine.THIS.cores();
    }

    @Override
    public void later(Runnable look) {
        Machine.THIS.later(look);
    }

    @Override
    public RandomGenerator randomness() {
        return Machine.THIS.randomness();
    }
}
