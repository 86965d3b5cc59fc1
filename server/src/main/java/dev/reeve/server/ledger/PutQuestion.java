package dev.reeve.server.ledger;

/**
 * What a task run asks.
 *
 * @param path the task run
 * @param question JSON that the ledger does not read
 */
public record PutQuestion(String path, String question) {}
