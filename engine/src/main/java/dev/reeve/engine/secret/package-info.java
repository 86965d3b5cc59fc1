/**
 * Secrets of this machine, and keeping them out of everything a run writes. Start with
 * {@link dev.reeve.engine.secret.Masking}.
 */
@NullMarked
package dev.reeve.engine.secret;

import org.jspecify.annotations.NullMarked;
