package dev.reeve.server.ledger;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * When a run was meant to begin, however late it does: what its dates are told from.
 *
 * @param at of a run that a schedule asked for the time of its firing, also if it is made up for later
 * @param zone in which it tells what {@code today} is: the schedule's, else UTC
 */
public record Meant(Instant at, ZoneId zone) {
    /** Told in UTC. */
    public static Meant utc(Instant at) {
        return new Meant(at, ZoneOffset.UTC);
    }
}
