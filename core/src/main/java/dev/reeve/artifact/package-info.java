/** What tasks keep for people beside their results. Start with {@link dev.reeve.artifact.Artifact}. */
@NullMarked
package dev.reeve.artifact;

import org.jspecify.annotations.NullMarked;
