package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * Why a run or a task run is as it is.
 *
 * @param run the run's identifier
 * @param task the task's name, with the index of a child, such as {@code fetch[3]}; null: it is about the run
 * @param state its state's name
 * @param why in a sentence or a few
 */
public record Why(String run, @Nullable String task, String state, String why) {}
