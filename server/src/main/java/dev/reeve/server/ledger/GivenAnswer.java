package dev.reeve.server.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a person answered to a task run, and no runner has taken yet.
 *
 * @param path the task run
 * @param value JSON; null: a mere go-ahead
 */
public record GivenAnswer(
        long id, String path, String by, @Nullable String value) {}
