package dev.reeve.server;

import dev.reeve.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The server knows core and no engine: it never runs a user's code. */
class ServerArchitectureTest {
    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.of("dev.reeve.server")
                .thirdParties(
                        "org.slf4j",
                        "org.jspecify",
                        "org.tukaani",
                        "com.zaxxer.hikari",
                        "org.flywaydb",
                        "org.jdbi",
                        "org.postgresql",
                        "tools.jackson",
                        "com.fasterxml.jackson.annotation",
                        "io.javalin",
                        "kotlin",
                        "jakarta.servlet",
                        "org.eclipse.jetty",
                        "org.bouncycastle")
                .layer("dev.reeve.server.postgres")
                .layer("dev.reeve.server.database", "dev.reeve.server.postgres")
                .tests();
    }
}
