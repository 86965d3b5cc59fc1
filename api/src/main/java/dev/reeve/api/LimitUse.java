package dev.reeve.api;

import java.util.List;

/**
 * Who has the places of a limit, and who waits for one.
 *
 * @param holders who came first at first; 200 at most
 * @param waiting whose turn it is at first; 200 at most
 * @param waits how many wait, also those that are not among them
 */
public record LimitUse(Limit limit, List<PlaceUser> holders, List<PlaceUser> waiting, long waits) {
    public LimitUse {
        holders = Given.list(holders, "holders");
        waiting = Given.list(waiting, "waiting");
    }
}
