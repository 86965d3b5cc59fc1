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
import java.util.ArrayList;
import java.util.List;

/** The ledger alone where a hook is to be told of every run that ends, beside the same without any hook, in turn. */
record OutboxRow(Sitting sitting, Amount amount, int callers) implements DurableRow {
    private static final int ROUNDS = 2;

    /** Success and Failed, and no channel that anybody delivers over here. */
    private static final String HOOK = """
            insert into hook (project_id, name, states, agent_lost, missed_schedule, channel, leads_to, version, key_id,
                sealed, created_by)
            select id, 'benchmark', '{8,11}', false, false, 'webhook', '', 1, '', '', 'benchmark' from project
            """;

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public List<Finding> measure() throws Exception {
        DatabaseAddress address = sitting.fresh(name());
        try (Database database = Database.open(address);
                Ledger ledger = Ledger.open(database, LedgerOptions.DEFAULT)) {
            LedgerLoad.prepare(ledger);
            List<Double> without = new ArrayList<>();
            List<Double> with = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                without.add(LedgerLoad.run(ledger, callers, false, amount.warmUp(), amount.load()));
                database.jdbi().useHandle(handle -> handle.execute(HOOK));
                with.add(LedgerLoad.run(ledger, callers, false, amount.warmUp(), amount.load()));
                database.jdbi().useHandle(handle -> handle.execute("delete from hook"));
            }
            return List.of(finding(new Sample(with), new Sample(without)));
        } finally {
            sitting.drop(address);
        }
    }

    private Finding finding(Sample with, Sample without) {
        double ratio = with.median() / without.median();
        return new Finding(
                name(),
                Words.spread(with, 1, 0) + " runs/s",
                "without a hook " + Words.spread(without, 1, 0) + " runs/s",
                Words.fixed(ratio, 2),
                List.of(Bar.atLeast(0.7, ratio, "x")),
                new Figures()
                        .add("runs_per_second", with)
                        .add("limit_per_second", without)
                        .add("ratio", ratio)
                        .map());
    }
}
