package dev.reeve.engine;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.config.Origin;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.serve.FlowRuns;
import dev.reeve.engine.serve.Serving;
import dev.reeve.engine.serve.Watch;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Serves flows in this process: finds their records, and listens to Ctrl-C and {@code kill}. */
final class ServedFlows {
    private static final int HALTED = 130; // what shells say of Ctrl-C

    private ServedFlows() {}

    static ServeSummary serve(List<Flow> flows, ServeOptions options, Engine engine) throws InterruptedException {
        if (flows.isEmpty()) {
            throw new IllegalArgumentException("No flow is to be served. Name one at least.");
        }
        Path directory = options.runs()
                .recordsIn()
                .orElseGet(() -> engine.configuration().get(Settings.RECORDS_DIRECTORY));
        boolean chosen = options.runs().results().isPresent()
                || !(engine.configuration().origin(Settings.RESULTS_STORE) instanceof Origin.Default);
        if (chosen) {
            return serve(flows, options.runs(options.runs().recordsIn(directory)), directory, engine);
        }
        try (ResultStore files = ResultStores.files(engine.configuration().get(Settings.RESULTS_DIR))) {
            RunOptions runs = options.runs().recordsIn(directory).results(files); // a run outlives its process
            return serve(flows, options.runs(runs), directory, engine);
        } catch (IOException e) {
            throw new UncheckedIOException("the result store cannot be closed: " + e.getMessage(), e);
        }
    }

    private static ServeSummary serve(List<Flow> flows, ServeOptions options, Path directory, Engine engine)
            throws InterruptedException {
        Records records = Records.in(directory);
        FlowRuns runs =
                new FlowRuns(records, now -> RunIds.next(now, engine.machine().randomness()), options.loaders());
        Serving serving = new Serving(options, directory, records, runs, Watch.ofThisMachine());
        Interrupts interrupts = Interrupts.listen(List.of(serving::stop, ServedFlows::exit, ServedFlows::halt));
        try {
            return serving.serve(flows);
        } finally {
            interrupts.close();
        }
    }

    private static void exit() {
        System.exit(HALTED);
    }

    private static void halt() {
        Runtime.getRuntime().halt(HALTED);
    }
}
