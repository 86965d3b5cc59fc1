package dev.reeve.engine.run;

import java.util.function.Consumer;

/** Something that is done to the run by whoever holds the role. */
final class Told extends Message {
    private final Consumer<Run> what;

    Told(Consumer<Run> what) {
        this.what = what;
    }

    @Override
    void apply(Run run) {
        what.accept(run);
    }
}
