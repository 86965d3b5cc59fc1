/**
 * Tests flows without waiting: begin with {@link dev.reeve.testing.FlowTester#of}, or with {@code @FlowTest} of {@code
 * dev.reeve.testing.junit}. A {@link dev.reeve.testing.Testbed} is a world of its own for the flows of one test: clock,
 * stored results, disk. {@link dev.reeve.testing.TaskTester} calls one task's function in a context that is given.
 */
@NullMarked
package dev.reeve.testing;

import org.jspecify.annotations.NullMarked;
