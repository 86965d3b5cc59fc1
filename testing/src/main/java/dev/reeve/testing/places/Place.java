package dev.reeve.testing.places;

import dev.reeve.testing.FlowTester;
import dev.reeve.testing.TestRun;
import java.util.function.Supplier;

/**
 * A way of running a flow: an executor, or a history with a resume in it. Found by {@link java.util.ServiceLoader}, so
 * that a module that brings another executor is part of every comparison.
 */
public interface Place {
    /** Its name for people, such as {@code "4 threads"}. */
    String name();

    /**
     * Runs it there, each time in a testbed of its own.
     *
     * @param fresh makes the run anew, with nothing left of one before
     */
    TestRun run(Supplier<FlowTester> fresh) throws Exception;
}
