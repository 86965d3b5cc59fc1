/** What a run should have been, in AssertJ's manner: begin with {@link dev.reeve.testing.assertions.ReeveAssertions}. */
@NullMarked
package dev.reeve.testing.assertions;

import org.jspecify.annotations.NullMarked;
