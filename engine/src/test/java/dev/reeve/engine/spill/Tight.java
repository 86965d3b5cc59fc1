package dev.reeve.engine.spill;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.LocalFlowRunner;
import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.spi.RunView;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs flows in a process that never has enough memory, so that all results that can leave it do. */
final class Tight {
    private final LocalFlowRunner runner;

    Tight(Path home, String... settings) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        this.runner = new LocalFlowRunner(
                new Surroundings(home, environment, 2), TightMachine.always(), RecordPlaces.ofThisProcess());
    }

    RunView run(Flow flow, RunOptions options) throws InterruptedException {
        return runner.start(options.request(flow.graph())).await();
    }

    RunView run(Flow flow) throws InterruptedException {
        return run(flow, RunOptions.DEFAULT);
    }
}
