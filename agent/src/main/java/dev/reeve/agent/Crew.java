package dev.reeve.agent;

import dev.reeve.api.ClaimedRun;
import java.util.Set;

/** Those who carry out what an agent claims. Thread-safe. */
interface Crew {
    /** Takes a run in hand. */
    void begin(ClaimedRun run);

    /** The agent's runs are its own until {@link System#nanoTime()} says that. */
    void lease(long nanoTime);

    /** A run is to stop, if it is in hand. */
    void cancel(String runId, Stop stop);

    /** How many runs are in hand. */
    int inHand();

    /** Which they are. */
    Set<String> holding();

    /** Waits until fewer are in hand, so long at most; returns how many are. */
    int awaitFewer(int than, long millis) throws InterruptedException;

    /** No more runs come. */
    void retire();

    /** All that is in hand now is somebody else's: it is stopped, and what it says does not count. */
    void abandon(String why);

    /** Stops all that is in hand at once; waits so long for what carries it out to be gone. */
    void kill(String why, long millis);
}
