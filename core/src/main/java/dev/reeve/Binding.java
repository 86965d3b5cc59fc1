package dev.reeve;

/** A parameter of a sub-flow and what it gets. */
public record Binding(String parameter, Output<?> input) {}
