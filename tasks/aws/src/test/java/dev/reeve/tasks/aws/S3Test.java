package dev.reeve.tasks.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3Test {
    private final S3Server server = S3Server.shared();
    private final String bucket = server.bucket();
    private S3Connection connection;

    @BeforeEach
    void open() throws IOException {
        connection = S3Connection.open(server.settings(), S3Server.credentials());
    }

    @AfterEach
    void close() {
        connection.close();
    }

    private void put(String key, byte[] bytes) throws IOException {
        connection.put(new S3Address(bucket, key), bytes, "text/plain");
    }

    private URI uri(String key) {
        return URI.create("s3://" + bucket + "/" + key);
    }

    @Test
    void aTextIsReadAsUtf8AndBytesAsTheyAre() throws IOException {
        put("a b/ü.txt", "größer 😀\n".getBytes(UTF_8));
        assertThat(S3.text(uri("a%20b/ü.txt"), () -> connection)).isEqualTo("größer 😀\n");
        assertThat(S3.bytes(uri("a%20b/%C3%BC.txt"), () -> connection)).isEqualTo("größer 😀\n".getBytes(UTF_8));
    }

    @Test
    void bytesThatAreNoTextAreNotGuessedAt() throws IOException {
        put("latin1", new byte[] {'g', 'r', (byte) 0xF6});
        assertThatThrownBy(() -> S3.text(uri("latin1"), () -> connection))
                .isInstanceOf(CharacterCodingException.class)
                .hasMessage("s3://" + bucket + "/latin1 is not a text in UTF-8. Read it with S3.readBytes.");
    }

    @Test
    void anObjectThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> S3.bytes(uri("nothing"), () -> connection))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("s3://" + bucket + "/nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket", "s3://bucket/", "file:/x", "bucket/key", "s3://b/k?x"})
    void whatIsNoObjectIsRefused(String object) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3.bytes(URI.create(object), () -> connection))
                .withMessageMatching("(?s).*(Write|write) .*");
    }

    @Test
    void theListIsInOrderAndEachOfItCanBeRead() throws IOException {
        List<String> keys =
                List.of("logs/1 ü.txt", "logs/2?#%+.txt", "logs/deep/e\u0301.txt", "login.txt", "other.txt");
        for (String key : keys) {
            put(key, key.getBytes(UTF_8));
        }
        put("logs/marker/", new byte[0]);
        List<URI> found = S3.objects(uri("logs/"), () -> connection);
        for (int i = 0; i < 3; i++) {
            assertThat(S3.text(found.get(i), () -> connection)).isEqualTo(keys.get(i));
        }
        assertThat(found).hasSize(3);
        assertThat(S3.objects(uri("log"), () -> connection)).hasSize(4);
        assertThat(S3.objects(URI.create("s3://" + bucket), () -> connection)).hasSize(5);
        assertThat(S3.objects(uri("none/"), () -> connection)).isEmpty();
    }

    @Test
    void aListOfMoreThanOnePageIsWhole() throws IOException {
        for (int i = 0; i < 5; i++) {
            put("many/" + i, new byte[0]);
        }
        assertThat(connection.list(new S3Address(bucket, "many/"), 2))
                .extracting(S3Address::key)
                .containsExactly("many/0", "many/1", "many/2", "many/3", "many/4");
    }

    @Test
    void aListOfABucketThatIsNotThereFails() {
        assertThatThrownBy(() -> S3.objects(URI.create("s3://no-such-bucket/x"), () -> connection))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no bucket \"no-such-bucket\"");
    }
}
