package dev.reeve.benchmarks;

import dev.reeve.simulation.Outcome;
import dev.reeve.simulation.Simulation;

/** The program that simulates one seed and prints all that happened. Exit code 1 if something went wrong. */
final class SimulatedWorld {
    private SimulatedWorld() {}

    public static void main(String[] arguments) {
        Outcome outcome = Simulation.traced(Long.parseLong(arguments[0]));
        outcome.trace().forEach(System.out::println);
        outcome.wrong().forEach(System.out::println);
        System.out.println(outcome.good() ? "nothing went wrong" : "something went wrong: see above");
        System.exit(outcome.good() ? 0 : 1);
    }
}
