package dev.reeve.benchmarks.cluster;

import dev.reeve.benchmarks.Interrupted;
import dev.reeve.benchmarks.Table;
import dev.reeve.benchmarks.trace.Trace;
import dev.reeve.benchmarks.trace.Traces;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program behind {@code benchmarks/run cluster}. Exit code 0 whatever the figures, 1 if a row broke or a soak found
 * something growing, 2 if misused.
 */
@Command(
        name = "benchmarks/run cluster",
        mixinStandardHelpOptions = true,
        description =
                "Measures tasks on a cluster, this process as the driver and workers as processes of this machine. Takes some"
                        + " minutes; close other programs.",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run cluster",
            "  benchmarks/run cluster --rows noop,hand_over --json",
            "  benchmarks/run cluster --soak 60"
        })
public final class ClusterTable implements Callable<Integer> {
    private static final Duration LINE = Duration.ofSeconds(30);

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Prints lines of JSON in place of a table.")
    private boolean json;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description = "Measures only these, or those whose names begin so: noop,scale.")
    private List<String> chosen = List.of();

    @Option(
            names = "--quick",
            description = "Does little of each thing: shows that all works, the figures mean nothing.")
    private boolean quick;

    @Option(
            names = "--gb",
            paramLabel = "N",
            description = "How many gigabytes of results go through a driver with 512 MB; 1 if not said.")
    private @Nullable Integer gigabytes;

    @Option(
            names = "--traces",
            paramLabel = "DIR",
            description = "Takes the traces from the .json files in this folder, as benchmarks/run engine does.")
    private @Nullable Path traces;

    @Option(
            names = "--soak",
            paramLabel = "MINUTES",
            description = {
                "Measures no rows: runs flows with classes of their own on the same two workers for so long, of two",
                "versions at once, and says",
                "every half minute what these have; 1 if their classes or their heap go on growing."
            })
    private @Nullable Integer soak;

    @Option(
            names = "--runs-of-a-driver",
            paramLabel = "N",
            description = "In a soak: after so many runs a driver leaves and another comes; 10 if not said.")
    private int runsOfADriver = 10;

    ClusterTable(PrintStream out) {
        this.out = out;
    }

    /** Measures. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ClusterTable(System.out)).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        requirePositive("--gb", gigabytes);
        requirePositive("--soak", soak);
        requirePositive("--runs-of-a-driver", runsOfADriver);
        if (soak != null) {
            return soaked(Duration.ofMinutes(soak));
        }
        try (Sitting sitting = new Sitting()) {
            List<ClusterRow> rows = chosen(rows(sitting, amount()));
            Interrupted interrupted = Interrupted.closes(List.of(sitting));
            try {
                return measured(rows);
            } finally {
                interrupted.close();
            }
        }
    }

    private int soaked(Duration time) throws Exception {
        try (Soak begun = new Soak(runsOfADriver, out)) {
            Interrupted interrupted = Interrupted.closes(List.of(begun));
            try {
                return begun.run(time, LINE) ? 0 : 1;
            } finally {
                interrupted.close();
            }
        }
    }

    private int measured(List<ClusterRow> rows) {
        say("%d cores, Java %s, %d workers of one slot", cores(), Runtime.version(), Sitting.SLOTS);
        Table table = new Table(out, json);
        int broken = 0;
        for (ClusterRow row : rows) {
            say("measuring %s", row.name());
            try {
                row.measure().forEach(table::print);
            } catch (Exception e) {
                say("%s broke: %s", row.name(), e);
                broken++;
            }
        }
        return broken == 0 ? 0 : 1;
    }

    private Amount amount() {
        Amount usual = quick ? Amount.QUICK : Amount.FULL;
        return gigabytes == null ? usual : usual.withMegabytes(1024L * gigabytes);
    }

    private List<ClusterRow> rows(Sitting sitting, Amount amount) throws IOException {
        List<ClusterRow> rows = new ArrayList<>(List.of(
                new NoopRow(sitting, amount),
                new HandOverRow(sitting, amount, HandOverRow.LOCAL),
                new HandOverRow(sitting, amount, HandOverRow.REMOTE),
                new ScaleRow(sitting, amount, 1),
                new ScaleRow(sitting, amount, 2),
                new ScaleRow(sitting, amount, 4),
                new DetectRow(amount, DetectRow.Loss.KILLED),
                new DetectRow(amount, DetectRow.Loss.STOPPED),
                new ThroughRow(sitting, amount)));
        for (Trace trace : traces == null ? Traces.madeUp(amount.traceTasks()) : Traces.in(traces)) {
            rows.add(new TracesRow(sitting, amount, trace));
        }
        return rows;
    }

    private List<ClusterRow> chosen(List<ClusterRow> rows) {
        for (String name : chosen) {
            if (rows.stream().noneMatch(row -> row.name().startsWith(name))) {
                throw misused("There is no row \"" + name + "\". There are: "
                        + rows.stream().map(ClusterRow::name).collect(Collectors.joining(", ")) + ".");
            }
        }
        return rows.stream()
                .filter(row -> chosen.isEmpty()
                        || chosen.stream().anyMatch(name -> row.name().startsWith(name)))
                .toList();
    }

    private void requirePositive(String option, @Nullable Integer number) {
        if (number != null && number < 1) {
            throw misused(option + " takes a number, 1 or more, not " + number + ".");
        }
    }

    private RuntimeException misused(String words) {
        return spec == null ? new IllegalArgumentException(words) : new ParameterException(spec.commandLine(), words);
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void say(String format, Object... values) {
        System.err.println("benchmarks: " + String.format(format, values));
    }
}
