package dev.reeve.benchmarks.durable;

import dev.reeve.benchmarks.Bar;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LedgerOptions;
import java.util.List;

/**
 * Runs of one task through the ledger alone, with nothing of HTTP or agents.
 *
 * @param bar what part of the yardstick's commits of 8 clients it is to reach
 */
record LedgerRow(Sitting sitting, Yardstick yardstick, Amount amount, int callers, boolean queued, double bar)
        implements DurableRow {
    @Override
    public String name() {
        return "ledger_" + callers + (queued ? "_queued" : "");
    }

    @Override
    public List<Finding> measure() throws Exception {
        DatabaseAddress address = sitting.fresh(name());
        try (Database database = Database.open(address);
                Ledger ledger = Ledger.open(database, LedgerOptions.DEFAULT)) {
            Yardstick.Beside<Double> result = yardstick.beside(
                    Yardstick.CLIENTS, () -> LedgerLoad.run(ledger, callers, queued, amount.warmUp(), amount.load()));
            return List.of(finding(result.measured(), result.commits()));
        } finally {
            sitting.drop(address);
        }
    }

    private Finding finding(double speed, Sample commits) {
        double ratio = speed / commits.median();
        return new Finding(
                name(),
                Words.brief(speed) + " runs/s",
                yardstick.name() + " " + Words.spread(commits, 1, 0) + " commits/s",
                Words.fixed(ratio, 2),
                List.of(Bar.atLeast(bar, ratio, "x")),
                new Figures()
                        .add("runs_per_second", speed)
                        .add("commits_per_second", commits)
                        .add("ratio", ratio)
                        .map());
    }
}
