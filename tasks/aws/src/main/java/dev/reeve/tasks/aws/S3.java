package dev.reeve.tasks.aws;

import dev.reeve.Task;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * Tasks that read objects of S3, named {@code s3://BUCKET/KEY}, percent-encoded as URIs are. To write, see {@link
 * Buckets}. How S3 is reached is the environment's to say ({@link S3Settings#from}), so are the credentials (the usual
 * chain of AWS).
 *
 * <p>Each is tried up to three times more, 2 s apart, where that may help ({@link UnavailableException}); what stays as it
 * is, such as a mistake in the URI or an object that is not there, fails at once.
 *
 * <pre>{@code
 * Output<List<URI>>    objects = f.task(S3::list, value(URI.create("s3://lake/orders/")));
 * Output<List<String>> texts   = f.map(S3::readText, each(objects));
 * }</pre>
 */
public final class S3 {
    private S3() {}

    /**
     * The objects whose keys begin with that of {@code prefix}, in the order of their keys; all of the bucket for
     * {@code s3://BUCKET}. End it with {@code /} for what is below a directory: {@code s3://b/log} also finds
     * {@code s3://b/login}. Keys that end with {@code /}, which stand for directories, are left out.
     *
     * @throws IllegalArgumentException if it is no place in S3
     * @throws IOException if S3 could not be asked; says what to do
     */
    @Task(retries = 3, retryDelay = "PT2S", retryOn = UnavailableException.class)
    public static List<URI> list(URI prefix) throws IOException {
        return objects(prefix, SharedConnection::get);
    }

    /**
     * The text of an object.
     *
     * @throws IllegalArgumentException if it is no object in S3
     * @throws NoSuchFileException if there is no such object
     * @throws CharacterCodingException if it is not UTF-8
     * @throws IOException if it could not be read; says what to do
     */
    @Task(retries = 3, retryDelay = "PT2S", retryOn = UnavailableException.class)
    public static String readText(URI object) throws IOException {
        return text(object, SharedConnection::get);
    }

    /**
     * The bytes of an object, of at most 2 GiB.
     *
     * @throws IllegalArgumentException if it is no object in S3
     * @throws NoSuchFileException if there is no such object
     * @throws IOException if it could not be read; says what to do
     */
    @Task(retries = 3, retryDelay = "PT2S", retryOn = UnavailableException.class)
    public static byte[] readBytes(URI object) throws IOException {
        return bytes(object, SharedConnection::get);
    }

    static List<URI> objects(URI prefix, Buckets.S3Source s3) throws IOException {
        S3Address address = S3Address.of(prefix);
        return s3.connection().list(address).stream().map(S3Address::toUri).toList();
    }

    static String text(URI object, Buckets.S3Source s3) throws IOException {
        byte[] bytes = bytes(object, s3);
        try {
            // Not new String(..), which would put question marks where the text is broken.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            CharacterCodingException explained = new NotUtf8Exception(S3Address.of(object));
            explained.initCause(e);
            throw explained;
        }
    }

    static byte[] bytes(URI object, Buckets.S3Source s3) throws IOException {
        S3Address address = S3Address.of(object);
        if (address.key().isEmpty()) {
            throw new IllegalArgumentException(address + " is a bucket and not an object. Write s3://BUCKET/KEY.");
        }
        return s3.connection()
                .get(address)
                .orElseThrow(() -> new NoSuchFileException(
                        address.toString(),
                        null,
                        "there is no such object in the bucket. S3.list shows what there is."));
    }

    /** Says which object is not text. */
    private static final class NotUtf8Exception extends CharacterCodingException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        private final String object;

        NotUtf8Exception(S3Address object) {
            this.object = object.toString();
        }

        @Override
        public String getMessage() {
            return object + " is not a text in UTF-8. Read it with S3.readBytes.";
        }
    }
}
