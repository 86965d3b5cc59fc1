package dev.reeve.server.ledger;

import java.time.Instant;

/** Flows that belong together. Its name is unique. */
public record Project(int id, String name, String description, Instant createdAt) {}
