/**
 * The immutable graph of a defined flow, as plain data for whatever runs, draws or registers it. Users never
 * write against it; they write against {@code dev.reeve.Flow}. Start with {@link dev.reeve.graph.FlowGraph}.
 */
@NullMarked
package dev.reeve.graph;

import org.jspecify.annotations.NullMarked;
