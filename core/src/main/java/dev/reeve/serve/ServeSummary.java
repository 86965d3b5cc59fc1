package dev.reeve.serve;

/**
 * What serving came to. Immutable.
 *
 * @param flows how many flows were served
 * @param succeeded how many runs ended well
 * @param failed how many runs ended otherwise or could not begin, without the cancelled ones
 * @param cancelled how many runs were cancelled, by whomever
 * @param cutOff how many of them were cancelled because serving stopped
 * @param skipped how many firings were left out
 * @param refused how many flows could not be served
 */
public record ServeSummary(int flows, int succeeded, int failed, int cancelled, int cutOff, int skipped, int refused) {}
