/**
 * Flows drawn by lot: {@link dev.reeve.simulation.flow.DrawnFlow} is one as data,
 * {@link dev.reeve.simulation.flow.DrawnFlowBuilder} makes a real flow of it, and
 * {@link dev.reeve.simulation.flow.FlowModel} works out what it has to come to, with nothing of the engine.
 */
@NullMarked
package dev.reeve.simulation.flow;

import org.jspecify.annotations.NullMarked;
