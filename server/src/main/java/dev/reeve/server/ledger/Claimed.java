package dev.reeve.server.ledger;

import java.util.UUID;

/**
 * A run that a session holds now.
 *
 * @param epoch to be named in all that is said of it
 * @param after the number after which its entries go on
 * @param version what it is a run of, see {@link FlowVersion#id}
 */
public record Claimed(UUID run, int epoch, int after, int version) {}
