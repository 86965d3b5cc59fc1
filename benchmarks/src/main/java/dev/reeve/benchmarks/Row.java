package dev.reeve.benchmarks;

import java.util.List;

/** Something that is measured. */
interface Row {
    /** What it is called on the command line. */
    String name();

    /**
     * Measures it, which takes seconds.
     *
     * @throws IllegalStateException if what was measured did not do its work
     */
    List<Finding> measure(Effort effort) throws Exception;
}
