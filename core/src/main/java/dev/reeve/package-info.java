/**
 * What a user types: {@link dev.reeve.Flow} to define and run a flow, {@link dev.reeve.Inputs} for the words of its
 * inputs, {@link dev.reeve.Task} on a function, {@link dev.reeve.TaskRun} inside one. Start with
 * {@link dev.reeve.Flow#define}.
 */
@NullMarked
package dev.reeve;

import org.jspecify.annotations.NullMarked;
