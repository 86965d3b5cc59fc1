package dev.reeve.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Which faults there are, and when: the same ones from the same seed. Immutable. */
record FaultPlan(List<Strike> strikes) {
    /**
     * One of them.
     *
     * @param after how many runs have ended before
     * @param millis how long after that
     * @param pick whom it befalls, among those that there are
     * @param part how long what is stopped stays so, and what is killed stays away: from 0 to 1 of the most
     */
    record Strike(int number, int after, int millis, Fault fault, int pick, double part) {
        @Override
        public String toString() {
            return "#" + number + " after " + after + " runs and " + millis + " ms: " + fault.words();
        }
    }

    FaultPlan {
        strikes = List.copyOf(strikes);
    }

    static FaultPlan of(long seed, int kills, int runs) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int[] after =
                random.ints(kills, 0, Math.max(1, runs - runs / 20)).sorted().toArray();
        List<Strike> strikes = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            strikes.add(new Strike(
                    i + 1, after[i], random.nextInt(400), draw(random), random.nextInt(1 << 20), random.nextDouble()));
        }
        strikes.sort(Comparator.comparingInt(Strike::after));
        return new FaultPlan(strikes);
    }

    private static Fault draw(RandomGenerator random) {
        int all = 0;
        for (Fault fault : Fault.values()) {
            all += fault.weight();
        }
        int left = random.nextInt(all);
        for (Fault fault : Fault.values()) {
            left -= fault.weight();
            if (left < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }
}
