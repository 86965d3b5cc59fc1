package dev.reeve.notify;

import dev.reeve.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who tells people knows core, and no engine: a server tells them, too. */
final class NotifyArchitectureTest {
    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.of("dev.reeve.notify")
                .thirdParties("org.slf4j", "org.jspecify", "jakarta.mail", "org.eclipse.angus.mail")
                .layer("dev.reeve.notify", "dev.reeve.graph", "dev.reeve.spi", "dev.reeve.state")
                .tests();
    }
}
