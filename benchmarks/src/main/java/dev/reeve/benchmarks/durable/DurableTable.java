package dev.reeve.benchmarks.durable;

import dev.reeve.benchmarks.Interrupted;
import dev.reeve.benchmarks.Table;
import dev.reeve.server.database.DatabaseException;
import dev.reeve.server.postgres.PostgresException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
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
        description =
                "Measures server, agent and ledger beside commits of the same PostgreSQL. Takes about ten minutes;"
                        + " close other programs.",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run durable",
            "  benchmarks/run durable --rows ledger,journey --json",
            "  benchmarks/run durable --database-url postgresql://USER:PASSWORD@HOST/DATABASE"
        })
public final class DurableTable implements Callable<Integer> {
    private static final List<String> ROWS = List.of(
            "ledger_64",
            "ledger_256",
            "ledger_64_queued",
            "outbox",
            "journey",
            "wait",
            "telling",
            "schedule_lag",
            "large");

    private final PrintStream out;

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

    @Option(
            names = "--quick",
            description = "Does little of each thing: shows that all works, the figures mean nothing.")
    private boolean quick;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description =
                    "How many runs go through server and agent, after half as many that warm up; 6000 if not said.")
    private @Nullable Integer runs;

    DurableTable(PrintStream out) {
        this.out = out;
    }

    /** Measures. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DurableTable(System.out)).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        requireRows();
        if (runs != null && runs < 2) {
            say("--runs takes a number of runs, 2 or more, not %d", runs);
            return 2;
        }
        try (Sitting sitting = Sitting.open(databaseUrl);
                Installed installed = new Installed(sitting)) {
            Interrupted interrupted = Interrupted.closes(List.of(installed, sitting));
            try {
                return measured(sitting, installed, amount());
            } finally {
                interrupted.close();
            }
        } catch (PostgresException | DatabaseException e) {
            say("%s", String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private Amount amount() {
        Amount usual = quick ? Amount.QUICK : Amount.FULL;
        return runs == null ? usual : usual.withRuns(runs);
    }

    private int measured(Sitting sitting, Installed installed, Amount amount) throws Exception {
        Yardstick yardstick = Yardstick.of(sitting, amount.yardstick());
        say(
                "%d cores, Java %s, PostgreSQL %s, measured beside %s",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), sitting.version(), yardstick.name());
        Table table = new Table(out, json);
        int broken = 0;
        for (DurableRow row : rows(sitting, installed, yardstick, amount)) {
            if (!wanted(row.name())) {
                continue;
            }
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

    private boolean wanted(String name) {
        return chosen.isEmpty() || chosen.stream().anyMatch(name::startsWith);
    }

    /** Before a database is started. */
    private void requireRows() {
        for (String name : chosen) {
            if (ROWS.stream().noneMatch(row -> row.startsWith(name)) && spec != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no row \"" + name + "\". There are: " + String.join(", ", ROWS) + ".");
            }
        }
    }

    private static void say(String format, Object... values) {
        System.err.println("benchmarks: " + String.format(format, values));
    }
}
