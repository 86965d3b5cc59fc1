/**
 * Short texts that are the same while code and inputs are the same, by which stored results are found again. Start with
 * {@link dev.reeve.engine.fingerprint.Fingerprints} for values, {@link dev.reeve.engine.fingerprint.TaskCodes} for the
 * code of tasks.
 */
@NullMarked
package dev.reeve.engine.fingerprint;

import org.jspecify.annotations.NullMarked;
