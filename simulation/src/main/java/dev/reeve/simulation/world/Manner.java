package dev.reeve.simulation.world;

import java.util.SplittableRandom;

/**
 * How a world treats its threads: some let them run on for long, some interrupt them at every step, some are slow so that
 * alarms ring while there is work.
 *
 * @param yields how many of 64 steps let another thread go on
 * @param stays how many of 64 times the thread that went on last goes on again
 * @param early how many of 1024 times an alarm rings although threads could go on
 * @param nanos the longest that a step takes, in nanoseconds
 */
public record Manner(int yields, int stays, int early, int nanos) {
    static Manner of(SplittableRandom random) {
        int[] yields = {4, 16, 32, 64};
        int[] stays = {0, 0, 32, 60};
        int[] early = {0, 4, 32, 200};
        int[] nanos = {100, 10_000, 1_000_000};
        return new Manner(
                yields[random.nextInt(4)],
                stays[random.nextInt(4)],
                early[random.nextInt(4)],
                nanos[random.nextInt(3)]);
    }
}
