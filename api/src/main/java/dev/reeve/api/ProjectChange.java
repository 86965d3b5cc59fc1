package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * What is to change about a project.
 *
 * @param description what it is for; null leaves it as it is
 */
public record ProjectChange(@Nullable String description) {}
