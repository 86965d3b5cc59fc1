package dev.reeve.simulation;

import dev.reeve.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the simulator's packages may use: flows and their model know nothing of the engine, the world nothing of flows. */
final class SimulationArchitectureTest {
    private static final String SIMULATION = "dev.reeve.simulation.";

    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.of("dev.reeve.simulation")
                .thirdParties("org.jspecify")
                .layer(SIMULATION + "world", "dev.reeve.spi")
                .layer(SIMULATION + "disk", SIMULATION + "world")
                .layer(SIMULATION + "flow", "dev.reeve", "dev.reeve.graph", "dev.reeve.state", "dev.reeve.spi")
                .tests();
    }
}
