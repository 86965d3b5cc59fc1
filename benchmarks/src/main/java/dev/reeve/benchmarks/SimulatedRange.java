package dev.reeve.benchmarks;

import dev.reeve.simulation.Outcome;
import dev.reeve.simulation.Simulations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The program that simulates some seeds in a JVM of its own, for {@link Simulate}, and prints lines: {@code done 1000}
 * now and then, at the end what was reached, and {@code wrong} or {@code trace} and the words where something went wrong.
 */
final class SimulatedRange {
    private static final List<String> FLAGS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djdk.trackAllThreads=false", "-XX:+UseSerialGC", "-Xmx1g");
    private static final int STEP = 500;

    private SimulatedRange() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        Simulations.Summary summary =
                Simulations.run(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]), done -> {
                    if (done % STEP == 0) {
                        out.println("done " + STEP);
                        out.flush();
                    }
                });
        out.println("done " + summary.done() % STEP);
        summary.reached().lines().forEach(out::println);
        for (Outcome outcome : summary.failed()) {
            out.println("seed " + outcome.seed());
            outcome.trace().forEach(line -> out.println("trace " + line));
            outcome.wrong().forEach(line -> out.println("wrong " + line));
        }
        out.flush();
    }

    /** Starts such a program. */
    static Process start(long first, long count) throws IOException {
        return new ProcessBuilder(command(SimulatedRange.class, first, count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** How a program that simulates is started. */
    static List<String> command(Class<?> main, long... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (long argument : arguments) {
            command.add(String.valueOf(argument));
        }
        return command;
    }

    /** Reads what such a program prints, to its end; its exit code. */
    static int read(Process process, Consumer<String> line) throws IOException, InterruptedException {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                line.accept(next);
            }
        }
        return process.waitFor();
    }
}
