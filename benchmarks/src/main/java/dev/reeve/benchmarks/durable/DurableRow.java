package dev.reeve.benchmarks.durable;

import dev.reeve.benchmarks.Finding;
import java.util.List;

/** Something that is measured with a database. */
interface DurableRow {
    /** What it is called on the command line. */
    String name();

    /**
     * Measures it, which takes seconds.
     *
     * @throws IllegalStateException if what was measured did not do its work
     */
    List<Finding> measure() throws Exception;
}
