package dev.reeve.tasks.aws;

import dev.reeve.Task;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks that put a file into a bucket, which is a directory of this machine or a bucket of S3, as its URI says:
 *
 * <ul>
 *   <li>{@code file:DIR}, {@code file:///DIR}, or a path without scheme. A relative one is below the working directory,
 *       {@code ~/DIR} below the home directory. It is made if it is not there.
 *   <li>{@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}. The bucket has to exist. How S3 is reached is the
 *       environment's to say ({@link S3Settings#from}), so are the credentials (the usual chain of AWS).
 * </ul>
 *
 * <p>A file replaces the one of the same name, whole or not at all, so that an upload may be repeated: it is,
 * up to three times, 2 s apart, where that may help ({@link UnavailableException}). What stays as it is, such as a mistake
 * in bucket or file name, a bucket that is not there or access that is denied, fails at once.
 *
 * <pre>{@code f.action(Buckets::upload, bucket, csv.get(CsvFile::filename), csv.get(CsvFile::text)); }</pre>
 */
public final class Buckets {
    private static final Logger LOG = LoggerFactory.getLogger(Buckets.class);

    private Buckets() {}

    /**
     * Puts a text into a bucket, as UTF-8.
     *
     * @param filename a name or relative path such as {@code 2026/report.csv}; cannot lead out of the bucket
     * @throws IllegalArgumentException if bucket or file name cannot be understood; to try again would not help
     * @throws UnavailableException if it could not be written now, and another try may help
     * @throws IOException if it could not be written; says what to do
     */
    @Task(retries = 3, retryDelay = "PT2S", retryOn = UnavailableException.class)
    public static void upload(URI bucket, String filename, String text) throws IOException {
        put(
                bucket,
                filename,
                text.getBytes(StandardCharsets.UTF_8),
                ContentType.ofText(filename),
                SharedConnection::get);
    }

    /** Puts bytes into a bucket, as {@link #upload} does a text. */
    @Task(retries = 3, retryDelay = "PT2S", retryOn = UnavailableException.class)
    public static void uploadBytes(URI bucket, String filename, byte[] bytes) throws IOException {
        put(bucket, filename, bytes, ContentType.ofBytes(filename), SharedConnection::get);
    }

    /** Opens the connection to S3 when it is needed. */
    @FunctionalInterface
    interface S3Source {
        S3Connection connection() throws IOException;
    }

    static void put(URI bucket, String filename, byte[] bytes, String contentType, S3Source s3) throws IOException {
        String scheme = bucket.getScheme() == null ? "file" : bucket.getScheme().toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "file" -> written(FileUpload.write(FileUpload.directory(bucket), filename, bytes), bytes);
            case "s3" -> {
                S3Address object = S3Address.of(bucket).resolve(RelativeName.checked("file name", filename));
                s3.connection().put(object, bytes, contentType);
                written(object, bytes);
            }
            default ->
                throw new IllegalArgumentException("A bucket whose URI begins with \"" + scheme
                        + ":\" is not known: " + Redacted.text(bucket)
                        + ". What works: file:DIR, a path, s3://BUCKET, s3://BUCKET/PREFIX.");
        }
    }

    private static void written(Object place, byte[] bytes) {
        LOG.info("Wrote {} ({} bytes)", place, bytes.length);
    }
}
