package dev.reeve.benchmarks.durable;

import dev.reeve.benchmarks.Table;
import java.io.PrintStream;
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

/** The program behind {@code benchmarks/run durable}. Exit code 0 whatever the figures, 1 if a row broke, 2 if misused. */
@Command(
        name = "benchmarks/run durable",
        mixinStandardHelpOptions = true,
        description = "Measures server, agent and ledger beside commits of the same PostgreSQL. Takes about ten minutes;"
                + " close other programs.",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run durable",
            "  benchmarks/run durable --rows ledger,journey --json",
            "  benchmarks/run durable --database-url postgresql://USER:PASSWORD@HOST/DATABASE"
        })
public final class DurableTable implements Callable<Integer> {
    private final PrintStream out;
    private final @Nullable Amount fixed;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Prints lines of JSON in place of a table.")
    private boolean json;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description = "Measures only these, or those whose names begin so: ledger,journey.")
    private List<String> chosen = List.of();

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = {
                "A PostgreSQL, 15 or newer, that runs already, and a user who may make databases in it; those that it makes",
                "go again. Without it PostgreSQL is started as a server starts its own."
            })
    private @Nullable String databaseUrl;

    @Option(names = "--quick", description = "Does little of each thing: shows that all works, the figures mean nothing.")
    private boolean quick;

    DurableTable(PrintStream out, @Nullable Amount fixed) {
        this.out = out;
        this.fixed = fixed;
    }

    /** Measures. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DurableTable(System.out, null)).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Amount amount = fixed != null ? fixed : quick ? Amount.QUICK : Amount.FULL;
        Table table = new Table(out, json);
        int broken = 0;
        try (Sitting sitting = Sitting.open(databaseUrl);
                Installed installed = new Installed(sitting)) {
            Yardstick yardstick = Yardstick.of(sitting, amount.yardstick());
            List<DurableRow> rows = chosen(rows(sitting, installed, yardstick, amount));
            say(
                    "%d cores, Java %s, PostgreSQL %s, measured beside %s",
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version(),
                    sitting.version(),
                    yardstick.name());
            for (DurableRow row : rows) {
                say("measuring %s", row.name());
                try {
                    row.measure().forEach(table::print);
                } catch (Exception e) {
                    say("%s broke: %s", row.name(), e);
                    broken++;
                }
            }
        }
        return broken == 0 ? 0 : 1;
    }

    private static List<DurableRow> rows(Sitting sitting, Installed installed, Yardstick yardstick, Amount amount) {
        return List.of(
                new LedgerRow(sitting, yardstick, amount, 64, false, 0.9),
                new LedgerRow(sitting, yardstick, amount, 256, false, 1.4),
                new LedgerRow(sitting, yardstick, amount, 64, true, 0.5),
                new OutboxRow(sitting, amount, 64),
                new JourneyRow(sitting, installed, yardstick, amount),
                new WaitRow(installed, yardstick, amount),
                new TellingRow(installed, amount),
                new LagRow(installed, amount),
                new LargeRow(installed, amount));
    }

    private List<DurableRow> chosen(List<DurableRow> rows) {
        if (chosen.isEmpty()) {
            return rows;
        }
        Set<DurableRow> kept = new HashSet<>();
        for (String name : chosen) {
            List<DurableRow> found =
                    rows.stream().filter(row -> row.name().startsWith(name)).toList();
            if (found.isEmpty() && spec != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no row \"" + name + "\". There are: "
                                + rows.stream().map(DurableRow::name).collect(Collectors.joining(", ")) + ".");
            }
            kept.addAll(found);
        }
        return rows.stream().filter(kept::contains).toList();
    }

    private static void say(String format, Object... values) {
        System.err.println("benchmarks: " + String.format(format, values));
    }
}
