package dev.reeve.testing.architecture;

import dev.reeve.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the test kit's packages may use: only one of them knows JUnit. */
final class TestingArchitectureTest {
    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.of("dev.reeve.testing")
                .thirdParties(
                        "org.slf4j",
                        "org.jspecify",
                        "org.assertj",
                        "org.junit.jupiter.api",
                        "org.junit.platform.commons.support")
                .layer("dev.reeve.testing.disk", "dev.reeve.engine.record", "dev.reeve.engine.store")
                .tests();
    }
}
