package dev.reeve.api;

import java.time.Instant;

/** What flows belong to. */
public record Project(String id, String name, String description, Instant createdAt) {}
