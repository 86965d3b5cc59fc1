package dev.reeve.api;

import java.util.List;

/**
 * All places that a run has, of tasks whose tags have a limit.
 *
 * @param last the number of the last one that it got, which grows; 0: it has none
 */
public record HeldPlaces(List<PlacedTask> places, long last) {
    public HeldPlaces {
        places = Given.list(places, "places");
    }
}
