/**
 * The run loop. {@link dev.reeve.engine.run.Loop} is the role that one thread at a time holds;
 * {@link dev.reeve.engine.run.Run} is what it works on, and only the holder touches it; a
 * {@link dev.reeve.engine.run.Work} is what runs outside of it, user code included. Start with {@code Loop}.
 */
@NullMarked
package dev.reeve.engine.run;

import org.jspecify.annotations.NullMarked;
