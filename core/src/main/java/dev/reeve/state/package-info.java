/**
 * States of task and flow runs, and the pure step functions that are the only place where they change. Start
 * with {@link dev.reeve.state.State}, {@link dev.reeve.state.TaskStep} and {@link dev.reeve.state.FlowStep}.
 */
@NullMarked
package dev.reeve.state;

import org.jspecify.annotations.NullMarked;
