package dev.reeve.cli.code;

import dev.reeve.Flow;

/**
 * A flow of a user's code.
 *
 * @param method what makes it: {@code org.acme.CovidFlow.flow}
 */
public record FoundFlow(Flow flow, String method) {}
