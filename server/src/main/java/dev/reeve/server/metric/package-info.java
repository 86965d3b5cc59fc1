/**
 * What a server counts and measures, for Prometheus. Start with {@link dev.reeve.server.metric.Meters}.
 */
@NullMarked
package dev.reeve.server.metric;

import org.jspecify.annotations.NullMarked;
