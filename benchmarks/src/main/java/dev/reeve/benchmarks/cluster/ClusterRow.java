package dev.reeve.benchmarks.cluster;

import dev.reeve.benchmarks.Finding;
import java.util.List;

/** Something that is measured with workers. */
interface ClusterRow {
    /** What it is called on the command line. */
    String name();

    /**
     * Measures it, which takes seconds.
     *
     * @throws IllegalStateException if what was measured did not do its work
     */
    List<Finding> measure() throws Exception;
}
