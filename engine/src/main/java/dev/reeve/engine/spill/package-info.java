/**
 * Results that are not in memory: moved to a file of this process when memory gets tight, referred to where they are
 * stored, or streamed in. {@link dev.reeve.engine.spill.Elsewhere} stands in the place of such a result, {@link
 * dev.reeve.engine.spill.Spill} puts it there.
 */
@NullMarked
package dev.reeve.engine.spill;

import org.jspecify.annotations.NullMarked;
