package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.secret;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.engine.secret.Masking;
import dev.reeve.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A constant that is made of a secret, which only the flow of a dynamic task can have, is not told by its hash. */
final class SecretConstantsTest {
    private static final String CANARY = "canary-of-the-constants-4711";

    record Login(String user, String password) {}

    @TempDir
    private Path home;

    static String take(String key) {
        return "took " + key.length();
    }

    static ResultFlow<String> made(Secret key) {
        return Flow.returning("made", f -> f.task(SecretConstantsTest::take, value("key=" + key.reveal())));
    }

    static Stream<Object> valuesWithIt() {
        return Stream.of(
                CANARY,
                "key=" + CANARY,
                List.of(1, CANARY),
                Map.of("a", List.of(CANARY)),
                Set.of(CANARY),
                Optional.of(CANARY),
                new Login("etl", CANARY),
                URI.create("https://example.org/?key=" + CANARY),
                CANARY.toCharArray(),
                CANARY.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aValueWithATextThatIsNotToBeSaidHasNoFingerprint() {
        Predicate<String> unsaid = text -> text.contains(CANARY);
        assertThat(valuesWithIt()).allSatisfy(value -> {
            assertThat(Fingerprints.ofValue(value)).isPresent();
            assertThat(Fingerprints.ofValue(value, unsaid)).isEmpty();
        });
        assertThat(Fingerprints.ofValue(new Login("etl", "other"), unsaid))
                .isEqualTo(Fingerprints.ofValue(new Login("etl", "other")));
    }

    @Test
    void aTaskWhoseConstantHoldsAKnownSecretIsMadeFromNothingThatCanBeTold() {
        Masking.ofThisProcess().hide("key", CANARY);
        Flow flow = Flow.define("known", f -> {
            f.task(SecretConstantsTest::take, value("key=" + CANARY)).named("leaks");
            f.task(SecretConstantsTest::take, value("nothing")).named("plain");
        });
        NodeFingerprints fingerprints = new NodeFingerprints(flow.graph(), List.of());
        assertThat(fingerprints.inputs(0)).isNull();
        assertThat(fingerprints.inputs(1)).isNotNull();
    }

    @Test
    void whatARecordedRunOfSuchADynamicFlowLeavesHasNoHashOfIt() throws IOException {
        String hash = Fingerprints.ofValue("key=" + CANARY).orElseThrow();
        Flow flow = Flow.define("outer", f -> f.dynamic(SecretConstantsTest::made, secret("key")));
        FlowRun run = flow.run(RunOptions.DEFAULT
                .secrets(name -> Optional.of(CANARY))
                .results(ResultStores.files(home.resolve("results")))
                .recordsIn(home.resolve("runs")));
        assertThat(run.state()).isInstanceOf(State.Success.class);
        try (Stream<Path> files = Files.walk(home)) {
            List<String> texts = files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return Files.readString(file, StandardCharsets.ISO_8859_1);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
            assertThat(texts).hasSizeGreaterThan(2);
            assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain(hash, CANARY));
        }
    }
}
