package dev.reeve.faults;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is run and what befalls it. Immutable.
 *
 * @param runs how many runs are asked for
 * @param kills how many faults there are
 * @param seed what the faults and their moments are drawn from
 * @param servers how many servers are on the one database
 * @param agents how many agents there are, shared out among the servers
 * @param slots how many runs each agent takes at once
 * @param lease how long an agent may keep silent
 * @param patience how long nothing may come to an end before all is given up
 * @param directory what it makes lies here
 */
public record FaultOptions(
        int runs,
        int kills,
        long seed,
        int servers,
        int agents,
        int slots,
        Duration lease,
        Duration patience,
        Path directory) {
    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if one is out of bounds
     */
    public FaultOptions {
        if (runs < 1
                || kills < 0
                || servers < 1
                || agents < 1
                || slots < 1
                || lease.compareTo(Duration.ofSeconds(2)) < 0) {
            throw new IllegalArgumentException("there is at least one run, one server, one agent and one slot, no"
                    + " negative number of kills, and a lease of 2 seconds or more");
        }
        directory = directory.toAbsolutePath().normalize();
    }
}
