package dev.reeve;

/** Anything of a flow that another task can come after. Holds no value itself. */
public sealed interface Node permits Output, ActionNode {}
