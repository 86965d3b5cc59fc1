package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.TaskRun;
import java.util.List;
import java.util.stream.IntStream;

/** Work that one machine is slow at: counts prime numbers, part by part. */
public final class Primes {
    private static final int SIZE = 250_000;

    private Primes() {}

    // snippet: flow
    /** The flow. */
    public static Flow flow() {
        return Flow.define("primes", f -> {
            Parameter<Integer> parts = f.parameter("parts", 40);
            Output<List<Integer>> numbers = f.task(Primes::numbered, parts);
            Output<List<Integer>> counts = f.map(Primes::count, each(numbers)).retries(2);
            f.task(Primes::total, counts).keep();
        });
    }
    // snippet end

    static List<Integer> numbered(int parts) {
        return IntStream.range(0, parts).boxed().toList();
    }

    /** How many prime numbers there are among the numbers of that part. */
    static int count(int part) {
        int from = part * SIZE;
        int count =
                (int) IntStream.range(from, from + SIZE).filter(Primes::isPrime).count();
        TaskRun.current().logger().info("{} prime numbers from {} on", count, from);
        return count;
    }

    private static boolean isPrime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return number > 1;
    }

    static int total(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
