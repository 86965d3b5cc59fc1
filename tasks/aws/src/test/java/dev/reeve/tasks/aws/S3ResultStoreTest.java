package dev.reeve.tasks.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.engine.store.ResultStoreContract;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.ResultStoreProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ResultStoreTest extends ResultStoreContract {
    private final S3Server server = S3Server.shared();
    private final String bucket = server.bucket();

    @Override
    protected ResultStore open() throws IOException {
        return store("s3://" + bucket + "/results");
    }

    private ResultStore store(String location) throws IOException {
        return S3ResultStore.at(URI.create(location))
                .settings(server.settings())
                .credentials(S3Server.credentials())
                .open();
    }

    private List<String> keys() {
        return server.admin().listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void publishingMovesAndReplaces() throws IOException {
        store.write("target", new byte[] {1});
        store.write("attempts/1", new byte[] {2});
        store.publish("attempts/1", "target");
        assertThat(store.read("target")).hasValue(new byte[] {2});
        assertThat(store.read("attempts/1")).isEmpty();
        assertThat(keys()).containsExactly("results/target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target", "missing"})
    void publishingNothingFailsAndLeavesTheTarget(String to) throws IOException {
        store.write("target", new byte[] {1});
        assertThatThrownBy(() -> store.publish("missing", to))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("s3://" + bucket + "/results/missing");
        assertThat(store.read("target")).hasValue(new byte[] {1});
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b+c", "Curaçao/ü", "日本/結果", "100%/a&b=c", "emoji-😀", "a?b#c", "(x) 'y' \"z\" *~!"})
    void keysMayHoldAnyPrintableCharacter(String key) throws IOException {
        store.write(key, new byte[] {7});
        store.publish(key, key + ".published");
        assertThat(store.read(key + ".published")).hasValue(new byte[] {7});
        assertThat(keys()).containsExactly("results/" + key + ".published");
        store.delete(key + ".published");
        assertThat(keys()).isEmpty();
    }

    @Test
    void aKeyTooLongForS3IsRefusedBeforeItIsSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.write("ü".repeat(512), new byte[1]))
                .withMessageContaining("1024 bytes");
    }

    @Test
    void twentyMegabytesComeBackAsTheyWere() throws IOException {
        byte[] bytes = new byte[20 << 20];
        new Random(1).nextBytes(bytes);
        store.write("big", bytes);
        store.publish("big", "published");
        assertThat(Arrays.equals(store.read("published").orElseThrow(), bytes)).isTrue();
    }

    @Test
    void resultsStandUnderThePrefixWhateverItsSlashes() throws IOException {
        for (String location : List.of("", "/", "/p", "/p/", "/a%20b/ü")) {
            try (ResultStore other = store("s3://" + bucket + location)) {
                other.write("k", new byte[] {1});
            }
        }
        assertThat(keys()).containsExactlyInAnyOrder("k", "p/k", "a b/ü/k");
    }

    @Test
    void locationIsForPeopleAndHasNoCredentials() throws IOException {
        assertThat(store.location()).isEqualTo("s3://" + bucket + "/results");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3ResultStore.at(URI.create("s3://key:hunter2@bucket/x")))
                .withMessageContaining("***@bucket")
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gs://b/x", "s3:b", "s3:///x", "bucket", "s3://b/../c", "s3://b/a//c", "s3://b?x", "s3://b#x"})
    void whatIsNoLocationIsRefused(String location) {
        assertThatIllegalArgumentException().isThrownBy(() -> S3ResultStore.at(URI.create(location)));
    }

    @Test
    void theStoreIsFoundByItsLocation() throws IOException {
        ResultStoreProvider provider = ServiceLoader.load(ResultStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.handles(URI.create("S3://b/p")))
                .findFirst()
                .orElseThrow();
        assertThat(provider.handles(URI.create("file:/x"))).isFalse();
        assertThat(provider.handles(URI.create("relative"))).isFalse();
        assertThatThrownBy(() -> provider.open(URI.create("s3://b/p")).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Set AWS_REGION");
    }
}
