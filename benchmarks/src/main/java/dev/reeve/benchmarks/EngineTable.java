package dev.reeve.benchmarks;

import dev.reeve.benchmarks.trace.Trace;
import dev.reeve.benchmarks.trace.Traces;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code benchmarks/run engine}. Exit code 0 whatever the figures, 1 if a row broke, 2 if misused. */
@Command(
        name = "benchmarks/run engine",
        mixinStandardHelpOptions = true,
        description = "Measures the engine, each row beside what limits it. Takes a few minutes; close other programs.",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run engine",
            "  benchmarks/run engine --rows independent,chain --json",
            "  benchmarks/run engine --rows trace --traces DIR"
        })
final class EngineTable implements Callable<Integer> {
    /** What {@code ./reeve} starts its JVM with. */
    private static final List<String> COMMAND_LINE_FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private final PrintStream out;
    private final Sizes sizes;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Prints lines of JSON in place of a table.")
    private boolean json;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description = "Measures only these, or those whose names begin so: map_10000,trace.")
    private List<String> chosen = List.of();

    @Option(
            names = "--traces",
            paramLabel = "DIR",
            description = {
                "Takes the traces from the .json files in this folder, not made-up ones:",
                "{\"name\", \"tasks\": [{\"id\", \"parents\": [ID...], \"runtimeSeconds\"}]}"
            })
    private @Nullable Path traces;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "How many tasks of a flow run at once. Default: what Reeve does by default.")
    private int slots = Math.max(4, Runtime.getRuntime().availableProcessors());

    @Option(names = "--quick", description = "Does each thing once: shows that all works, the figures mean nothing.")
    private boolean quick;

    /** How large the rows are. */
    record Sizes(
            int tasks, int width, int largeWidth, int nodes, int edges, int traceTasks, int recorded, int megabytes) {
        static final Sizes FULL = new Sizes(1_000, 10_000, 1_000_000, 63_000, 256_000, 1_000, 100_000, 256);
    }

    EngineTable(PrintStream out, Sizes sizes) {
        this.out = out;
        this.sizes = sizes;
    }

    /** Measures. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new EngineTable(System.out, Sizes.FULL)).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        Table table = new Table(out, json);
        int broken = 0;
        try (Workloads workloads = new Workloads(slots);
                ControlWorkloads control = new ControlWorkloads(slots)) {
            List<Row> rows = chosen(rows(workloads, control));
            say("%d cores, Java %s, %d slots", Runtime.getRuntime().availableProcessors(), Runtime.version(), slots);
            for (Row row : rows) {
                say("measuring %s", row.name());
                try {
                    row.measure(effort).forEach(table::print);
                } catch (Exception e) {
                    say("%s broke: %s", row.name(), e);
                    broken++;
                }
            }
        }
        return broken == 0 ? 0 : 1;
    }

    private List<Row> rows(Workloads workloads, ControlWorkloads control) throws IOException {
        List<Row> rows = new ArrayList<>(List.of(
                new ThroughputRow(workloads.independent(sizes.tasks())),
                new ThroughputRow(workloads.chain(sizes.tasks())),
                new ThroughputRow(workloads.map(sizes.width())),
                new ThroughputRow(control.loop(sizes.width())),
                new ThroughputRow(control.branch(sizes.tasks()), 0.3, 0.05),
                new ThroughputRow(control.cached(sizes.tasks()), 0.05, 0.01),
                new LargeMapRow(sizes.largeWidth(), slots),
                new StreamedMapRow(sizes.largeWidth(), slots),
                new SpillRow(sizes.megabytes()),
                new RecordsRow(workloads, sizes.recorded()),
                new ResumeRow(workloads, sizes.recorded()),
                new DefinitionRow(sizes.nodes(), sizes.edges()),
                new HelloRow("hello", COMMAND_LINE_FLAGS),
                new HelloRow("hello_without_flags", List.of())));
        for (Trace trace : traces == null ? Traces.madeUp(sizes.traceTasks()) : Traces.in(traces)) {
            rows.add(new TraceRow(trace));
        }
        return rows;
    }

    private List<Row> chosen(List<Row> rows) {
        if (chosen.isEmpty()) {
            return rows;
        }
        Set<Row> kept = new HashSet<>();
        for (String name : chosen) {
            List<Row> exactly =
                    rows.stream().filter(row -> row.name().equals(name)).toList();
            kept.addAll(exactly.isEmpty() ? beginning(rows, name) : exactly);
        }
        return rows.stream().filter(kept::contains).toList();
    }

    private List<Row> beginning(List<Row> rows, String name) {
        List<Row> found =
                rows.stream().filter(row -> row.name().startsWith(name)).toList();
        if (found.isEmpty() && spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no row \"" + name + "\". There are: "
                            + rows.stream().map(Row::name).collect(Collectors.joining(", ")) + ".");
        }
        return found;
    }

    private static void say(String format, Object... values) {
        System.err.println("benchmarks: " + String.format(format, values));
    }
}
