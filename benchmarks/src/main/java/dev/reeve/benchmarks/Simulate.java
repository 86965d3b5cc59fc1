package dev.reeve.benchmarks;

import dev.reeve.simulation.Reached;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code benchmarks/run simulate}. Exit code 0 if nothing went wrong, 1 if something did, 2 if misused. */
@Command(
        name = "benchmarks/run simulate",
        mixinStandardHelpOptions = true,
        description =
                "Runs the engine in simulated worlds, one from each seed, with faults everywhere, and says what goes"
                        + " wrong, how far it got and how fast.",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run simulate --runs 1000000",
            "  benchmarks/run simulate --seed 4711        what happens there, step by step"
        })
final class Simulate implements Callable<Integer> {
    private static final long TOLD_EVERY = 10_000;

    private final PrintStream out;
    private final Reached reached = new Reached();
    private final List<String> found = new ArrayList<>();
    private long done;

    @Option(names = "--runs", paramLabel = "N", description = "How many worlds. Default: ${DEFAULT-VALUE}.")
    private long runs = 100_000;

    @Option(names = "--first", paramLabel = "SEED", description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long first = 1;

    @Option(names = "--seed", paramLabel = "SEED", description = "Only this world, with all that happens in it.")
    private @Nullable Long seed;

    @Option(names = "--jobs", paramLabel = "N", description = "How many JVMs at once. Default: one a core.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    Simulate(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Simulate(System.out)).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Long one = seed;
        return one == null ? range() : replay(one);
    }

    private int replay(long one) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(SimulatedRange.command(SimulatedWorld.class, one))
                .inheritIO()
                .start();
        return process.waitFor();
    }

    private int range() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long each = Math.max(1, (runs + jobs - 1) / jobs);
        List<Thread> readers = new ArrayList<>();
        for (long from = 0; from < runs; from += each) {
            Process process = SimulatedRange.start(first + from, Math.min(each, runs - from));
            readers.add(Thread.ofPlatform().start(() -> read(process)));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        synchronized (this) {
            found.forEach(out::println);
            out.printf("%,d worlds in %.1f s, %,.0f a second%n", done, seconds, done / seconds);
            out.printf("%,d distinct states%n", reached.states());
            new TreeMap<>(reached.faults()).forEach((name, count) -> out.printf("%,12d  %s%n", count, name));
            out.println(found.isEmpty() ? "nothing went wrong" : "something went wrong: see above");
            return found.isEmpty() ? 0 : 1;
        }
    }

    private void read(Process process) {
        try {
            int code = SimulatedRange.read(process, this::line);
            if (code != 0) {
                line("wrong a JVM that simulated ended with exit code " + code);
            }
        } catch (IOException | InterruptedException broken) {
            line("wrong a JVM that simulated was lost: " + broken);
        }
    }

    private synchronized void line(String line) {
        if (reached.read(line)) {
            return;
        }
        String[] words = line.split(" ", 2);
        switch (words[0]) {
            case "done" -> progress(Long.parseLong(words[1]));
            case "seed" -> {
                found.add("---- seed " + words[1] + " goes wrong; again: benchmarks/run simulate --seed " + words[1]);
            }
            case "trace" -> found.add(words[1]);
            default -> found.add(line);
        }
    }

    private void progress(long more) {
        long before = done;
        done += more;
        if (done / TOLD_EVERY > before / TOLD_EVERY) {
            System.err.printf("%,d of %,d%n", done, runs);
        }
    }
}
