package dev.reeve.tasks.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class S3FailureTest {
    private static S3ResultStore store(S3Settings settings, AwsCredentialsProvider credentials) throws IOException {
        return S3ResultStore.at(URI.create("s3://no-such-bucket/p"))
                .settings(settings)
                .credentials(credentials)
                .open();
    }

    /** What each operation says; all have to fail alike, and none may tell the secret. */
    private static void everyOperationSays(S3ResultStore store, String... words) {
        says(() -> store.read("k"), words);
        says(() -> store.write("k", new byte[] {1}), words);
        says(() -> store.publish("k", "l"), words);
        says(() -> store.delete("k"), words);
    }

    private static void says(ThrowingCallable operation, String... words) {
        Throwable e = catchThrowable(operation);
        assertThat(e).isInstanceOf(IOException.class).hasMessageContaining("s3://no-such-bucket/p/k");
        assertThat(e.getMessage()).contains(words);
        StringWriter all = new StringWriter();
        e.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(S3Server.SECRET_KEY).doesNotContain("not-the-secret");
    }

    @Test
    void aMissingBucketIsNamedWithTheCommandThatMakesIt() throws IOException {
        try (S3ResultStore store = store(S3Server.shared().settings(), S3Server.credentials())) {
            everyOperationSays(
                    store,
                    "no bucket \"no-such-bucket\"",
                    S3Server.shared().endpoint().toString(),
                    "aws s3 mb s3://no-such-bucket");
        }
    }

    @Test
    void aWrongSecretIsToldApartFromAMissingOne() throws IOException {
        AwsCredentialsProvider wrong =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Server.ACCESS_KEY, "not-the-secret"));
        try (S3ResultStore store = store(S3Server.shared().settings(), wrong)) {
            everyOperationSays(store, "does not accept the credentials", "AWS_SECRET_ACCESS_KEY");
        }
    }

    @Test
    void aWrongAccessKeyIsToldApartFromAMissingOne() throws IOException {
        AwsCredentialsProvider wrong =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("somebody", "not-the-secret"));
        try (S3ResultStore store = store(S3Server.shared().settings(), wrong)) {
            everyOperationSays(store, "credentials", "AWS_ACCESS_KEY_ID");
        }
    }

    @Test
    void withoutCredentialsItSaysWhereToPutThem() throws IOException {
        try (S3ResultStore store = S3ResultStore.at(URI.create("s3://no-such-bucket/p"))
                .settings(S3Server.shared().settings())
                .open()) {
            everyOperationSays(store, "no AWS credentials were found", "AWS_ACCESS_KEY_ID", "AWS_PROFILE");
        }
    }

    @Test
    void aServerThatIsDownIsNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        try (S3ResultStore store = store(S3Settings.DEFAULTS.withEndpoint(endpoint), S3Server.credentials())) {
            everyOperationSays(store, "no working connection to S3 at " + endpoint, "AWS_ENDPOINT_URL");
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            S3Settings settings = S3Settings.DEFAULTS
                    .withEndpoint(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                    .withTimeouts(Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofSeconds(20));
            try (S3ResultStore store = store(settings, S3Server.credentials())) {
                says(() -> store.read("k"), "did not answer in time", "PT0.1S");
            }
            S3Settings whole =
                    settings.withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(300));
            try (S3ResultStore store = store(whole, S3Server.credentials())) {
                says(() -> store.write("k", new byte[] {1}), "did not answer in time", "PT0.3S");
            }
        }
    }

    @Test
    void anUnknownHostIsNamed() throws IOException {
        URI endpoint = URI.create("http://reeve.invalid:9000");
        try (S3ResultStore store = store(S3Settings.DEFAULTS.withEndpoint(endpoint), S3Server.credentials())) {
            says(() -> store.read("k"), "the host \"reeve.invalid\" is not known", "AWS_ENDPOINT_URL");
        }
        S3Settings inHostName = S3Settings.DEFAULTS.withEndpoint(endpoint).withPathStyle(false);
        try (S3ResultStore store = store(inHostName, S3Server.credentials())) {
            says(() -> store.read("k"), "\"no-such-bucket.reeve.invalid\"", "REEVE_S3_PATH_STYLE=true");
        }
    }

    @Test
    void httpsToAServerThatSpeaksHttpIsSaidSo() throws IOException {
        URI endpoint = URI.create(S3Server.shared().endpoint().toString().replace("http:", "https:"));
        try (S3ResultStore store = store(S3Settings.DEFAULTS.withEndpoint(endpoint), S3Server.credentials())) {
            says(() -> store.read("k"), "no secure connection", "http or https");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, s3:PutObject",
        "403, InvalidAccessKeyId, AWS_ACCESS_KEY_ID",
        "400, ExpiredToken, have expired",
        "403, RequestTimeTooSkewed, Set the clock",
        "400, AuthorizationHeaderMalformed, Set AWS_REGION",
        "403, SomethingNew, s3:ListBucket",
        "400, SomethingNew, answered 400"
    })
    void whatS3RefusesIsExplained(int status, String code, String words) throws IOException {
        try (FakeS3 fake = FakeS3.refusing(status, code, "What S3 says.");
                S3ResultStore store = store(fake.settings(), S3Server.credentials())) {
            everyOperationSays(store, words);
        }
    }

    @Test
    void aRefusalIsNotLostWhereTheServerHangsUpBeforeItHasReadTheBody() throws IOException {
        try (FakeS3 fake = FakeS3.hangingUpOnBodies(403, "SignatureDoesNotMatch");
                S3ResultStore store = store(fake.settings(), S3Server.credentials())) {
            says(() -> store.write("k", new byte[] {1}), "does not accept the credentials");
        }
    }

    @Test
    void aWriteOverStaleConnectionsIsTriedAgain() throws IOException {
        try (FakeS3 fake = FakeS3.hangingUpOnBodiesAtFirst(2); // as often as the SDK tries in these tests
                S3ResultStore store = store(fake.settings(), S3Server.credentials())) {
            store.write("k", new byte[] {1});
            assertThat(fake.requests()).isGreaterThan(2); // two broken off, perhaps one that asks for leave, the write
        }
    }

    @Test
    void anEmptyObjectIsWrittenWithoutABodyWhichAServerMayHangUpOn() throws IOException {
        try (FakeS3 fake = FakeS3.hangingUpOnBodiesAtFirst(100);
                S3ResultStore store = store(fake.settings(), S3Server.credentials())) {
            store.write("k", new byte[0]);
            assertThat(fake.requests()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatHangsUpIsSaidSo() throws IOException {
        try (FakeS3 fake = FakeS3.hangingUp();
                S3ResultStore store = store(fake.settings(), S3Server.credentials())) {
            everyOperationSays(store, "no working connection to S3 at");
        }
    }

    @Test
    void anOverloadedServerIsAskedAgainBeforeItIsGivenUp() throws IOException {
        try (FakeS3 fake = FakeS3.refusing(503, "SlowDown", "Reduce your request rate.");
                S3ResultStore store = store(fake.settings(), S3Server.credentials())) {
            says(() -> store.read("k"), "asks for fewer requests");
            assertThat(fake.requests()).isGreaterThan(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError, true",
        "503, SlowDown, true",
        "429, TooManyRequests, true",
        "400, RequestTimeout, true",
        "403, AccessDenied, false",
        "404, NoSuchBucket, false",
        "404, NoSuchKey, false",
        "400, SomethingNew, false"
    })
    void whatMayPassIsToldApartFromWhatStays(int status, String code, boolean passing) throws IOException {
        try (FakeS3 fake = FakeS3.refusing(status, code, "What S3 says.");
                S3ResultStore store = store(fake.settings(), S3Server.credentials())) {
            Throwable e = catchThrowable(() -> store.publish("k", "l"));
            assertThat(e).isInstanceOf(IOException.class);
            assertThat(e instanceof UnavailableException).isEqualTo(passing);
        }
    }

    @Test
    void aLostConnectionMayBeThereAgainAndMissingCredentialsAreNot() throws IOException {
        try (FakeS3 fake = FakeS3.hangingUp();
                S3ResultStore store = store(fake.settings(), S3Server.credentials())) {
            assertThat(catchThrowable(() -> store.read("k"))).isInstanceOf(UnavailableException.class);
        }
        try (S3ResultStore store = S3ResultStore.at(URI.create("s3://no-such-bucket/p"))
                .settings(S3Server.shared().settings())
                .open()) {
            assertThat(catchThrowable(() -> store.read("k"))).isNotInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void aRequestOfATaskThatIsInterruptedSaysSoAndLeavesTheThreadInterrupted() throws IOException {
        try (S3Connection connection = S3Connection.open(S3Server.shared().settings(), S3Server.credentials())) {
            Thread.currentThread().interrupt();
            Throwable e = catchThrowable(() -> connection.get(new S3Address("no-such-bucket", "k")));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(e).isInstanceOf(InterruptedIOException.class).hasMessageContaining("s3://no-such-bucket/k");
        }
    }

    @Test
    void anInterruptDuringARequestEndsIt() throws Exception {
        try (FakeS3 slow = FakeS3.silent();
                S3ResultStore store = store(slow.settings(), S3Server.credentials())) {
            FutureTask<Throwable> read = new FutureTask<>(() -> {
                Throwable e = catchThrowable(() -> store.read("k"));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                return e;
            });
            Thread reader = Thread.ofVirtual().start(read);
            slow.awaitRequest();
            reader.interrupt();
            assertThat(read.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
        }
    }
}
