/** The test kit in JUnit: {@link dev.reeve.testing.junit.FlowTest} in the place of {@code @Test}. */
@NullMarked
package dev.reeve.testing.junit;

import org.jspecify.annotations.NullMarked;
