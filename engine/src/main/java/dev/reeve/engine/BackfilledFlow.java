package dev.reeve.engine;

import dev.reeve.Flow;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.run.Machine;
import dev.reeve.engine.serve.Backfill;
import dev.reeve.engine.serve.BackfillOptions;
import dev.reeve.engine.serve.FlowRuns;
import dev.reeve.engine.serve.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Fills the data intervals of a flow as all that a program does: Ctrl-C and {@code kill} stop it. */
public final class BackfilledFlow {
    private static final int HALTED = 130; // what shells say of Ctrl-C

    private final Backfill backfill;

    /**
     * One that has not begun.
     *
     * @param directory where the records of its runs are
     * @throws IllegalArgumentException if the flow has no schedule
     */
    public BackfilledFlow(Flow flow, BackfillOptions options, Path directory) {
        Records records = Records.in(directory);
        FlowRuns runs = new FlowRuns(records, now -> RunIds.next(now, Machine.THIS.randomness()), Map.of());
        this.backfill = new Backfill(flow, options, directory, records, runs, Watch.ofThisMachine());
    }

    /** What would be done. */
    public List<Backfill.Row> plan() throws IOException {
        return backfill.plan();
    }

    /** Does it; a second signal ends the process at once, with exit code 130. */
    public List<Backfill.Row> run() throws IOException, InterruptedException {
        Interrupts interrupts = Interrupts.listen(List.of(backfill::stop, () -> System.exit(HALTED)));
        try {
            return backfill.run();
        } finally {
            interrupts.close();
        }
    }
}
