package dev.reeve.cli;

import dev.reeve.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the packages of the command line may use. */
class CliArchitectureTest {
    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.of("dev.reeve.cli")
                .thirdParties("picocli", "org.slf4j", "org.jspecify", "ch.qos.logback", "tools.jackson")
                .tests();
    }
}
