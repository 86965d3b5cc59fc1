/**
 * Traces of runs that ended, told to a collector by OTLP. Start with {@link dev.reeve.server.trace.Traces}.
 */
@NullMarked
package dev.reeve.server.trace;

import org.jspecify.annotations.NullMarked;
