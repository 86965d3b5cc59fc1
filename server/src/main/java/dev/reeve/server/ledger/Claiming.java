package dev.reeve.server.ledger;

import java.util.List;

/**
 * What a claim got.
 *
 * @param draining whether its session is given nothing any more, so that waiting gets nothing either
 */
public record Claiming(List<Claimed> runs, boolean draining) {
    static final Claiming NOTHING = new Claiming(List.of(), false);

    public Claiming {
        runs = List.copyOf(runs);
    }
}
