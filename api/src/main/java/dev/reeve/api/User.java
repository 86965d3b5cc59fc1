package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody who can log in. */
public record User(String id, String name, @Nullable String email, Role role, boolean active, Instant createdAt) {}
