package dev.reeve.api;

/** A run that an agent has. */
public record HeldRun(String run, String name, String flow, String project, String state) {}
