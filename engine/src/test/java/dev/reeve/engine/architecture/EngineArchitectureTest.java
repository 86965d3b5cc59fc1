package dev.reeve.engine.architecture;

import dev.reeve.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the engine's packages may use: the run loop knows no store, no configuration and no terminal, only how a duration is written. */
final class EngineArchitectureTest {
    private static final String ENGINE = "dev.reeve.engine.";
    private static final String[] CORE = {
        "dev.reeve", "dev.reeve.state", "dev.reeve.graph", "dev.reeve.spi", "dev.reeve.artifact", "dev.reeve.schedule"
    };

    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.of("dev.reeve.engine")
                .thirdParties(
                        "org.slf4j",
                        "org.jspecify",
                        "tools.jackson",
                        "com.fasterxml.jackson.annotation",
                        "org.apache.fory",
                        "org.objectweb.asm")
                .layer(ENGINE + "run", with(ENGINE + "text", ENGINE + "capture", ENGINE + "spill", ENGINE + "secret"))
                .layer(ENGINE + "secret", with(ENGINE + "config", ENGINE + "store"))
                .layer(ENGINE + "spill", with(ENGINE + "fingerprint"))
                .layer(ENGINE + "capture")
                .layer(ENGINE + "executor", CORE)
                .layer(ENGINE + "store", CORE)
                .layer(ENGINE + "result")
                .layer(ENGINE + "serial", CORE)
                .layer(ENGINE + "fingerprint", CORE)
                .layer(ENGINE + "config", "dev.reeve.graph")
                .layer(
                        ENGINE + "shelf",
                        with(
                                ENGINE + "run",
                                ENGINE + "result",
                                ENGINE + "fingerprint",
                                ENGINE + "spill",
                                ENGINE + "secret"))
                .layer(
                        ENGINE + "record",
                        with(ENGINE + "run", ENGINE + "fingerprint", ENGINE + "store", ENGINE + "secret"))
                .layer(
                        ENGINE + "serve",
                        with("dev.reeve.serve", "dev.reeve.serve.policy", ENGINE + "record", ENGINE + "store"))
                .layer(ENGINE + "answer", with(ENGINE + "record", ENGINE + "parameters", ENGINE + "text"))
                .layer(ENGINE + "render", with(ENGINE + "text"))
                .layer(ENGINE + "progress", with(ENGINE + "text"))
                .tests();
    }

    private static String[] with(String... more) {
        return Stream.concat(Stream.of(CORE), Stream.of(more)).toArray(String[]::new);
    }
}
