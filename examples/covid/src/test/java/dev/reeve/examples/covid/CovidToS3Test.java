package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo in a process of its own, that knows of S3 only what its environment says, against a real server. */
class CovidToS3Test {
    private static final String KEY = "demo-key";
    private static final String SECRET = "demo-secret-that-nobody-may-see";

    @TempDir
    Path folder;

    private S3Proxy server;

    @BeforeEach
    void startServer() throws Exception {
        Files.createDirectories(folder.resolve("s3/covid-bucket")); // a folder of the server's is a bucket
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.resolve("s3").toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .build();
        server.start();
    }

    @AfterEach
    void stopServer() throws Exception {
        server.stop();
    }

    private record Ended(int code, String printed) {}

    private Ended demo(String... options) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // as the launcher starts it: short-lived
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName());
        process.command().addAll(List.of(options));
        process.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL",
                        "http://127.0.0.1:" + server.getPort(),
                        "AWS_ACCESS_KEY_ID",
                        KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        SECRET,
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "REEVE_RESULTS_DIR",
                        folder.resolve("results").toString()));
        Process started =
                process.redirectErrorStream(true).directory(folder.toFile()).start();
        String printed = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(started.waitFor(), printed);
    }

    @Test
    void theCsvArrivesInTheBucketByteForByte() throws Exception {
        Ended ended = demo("--country", "Germany", "--bucket", "s3://covid-bucket/monthly");

        assertThat(ended.code()).as(ended.printed()).isZero();
        Matcher place = Pattern.compile("CSV: s3://covid-bucket/(monthly/covid-monthly-.*\\.csv)")
                .matcher(ended.printed());
        assertThat(place.find()).as(ended.printed()).isTrue();
        Path object = folder.resolve("s3/covid-bucket").resolve(place.group(1));
        try (InputStream expected = CovidToS3Test.class.getResourceAsStream("expected/Germany.csv")) {
            assertThat(Files.readAllBytes(object)).isEqualTo(expected.readAllBytes());
        }
        assertThat(ended.printed()).doesNotContain(SECRET);
    }

    @Test
    void aBucketThatIsNotThereFailsTheUploadAndSaysSo() throws Exception {
        Ended ended = demo("--bucket", "s3://no-such-bucket");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.printed()).contains("no-such-bucket").doesNotContain(SECRET);
        assertThat(ended.printed())
                .as("a bucket that is not there is not asked for again")
                .containsPattern("upload +Failed +1 ");
    }
}
