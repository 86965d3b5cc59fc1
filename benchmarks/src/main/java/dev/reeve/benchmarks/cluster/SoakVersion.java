package dev.reeve.benchmarks.cluster;

import dev.reeve.Flow;
import java.util.function.Supplier;

/** A version of the flow of a soak. */
public interface SoakVersion extends Supplier<Flow> {
    /** What its task {@code total} comes to. */
    int expected();
}
