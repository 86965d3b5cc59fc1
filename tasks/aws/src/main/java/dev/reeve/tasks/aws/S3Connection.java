package dev.reeve.tasks.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The few requests to S3 that we make, whose failures say what to do. Thread-safe. */
final class S3Connection implements AutoCloseable {
    private final S3Client client;
    private final S3Settings settings;
    private final AutoCloseable credentials;

    private S3Connection(S3Client client, S3Settings settings, AutoCloseable credentials) {
        this.client = client;
        this.settings = settings;
        this.credentials = credentials;
    }

    /**
     * A connection with these settings. Asks nothing of the network, save where the SDK looks for a region.
     *
     * @param credentials whose credentials to use; null: the usual chain (environment, system properties, web
     *     identity, profile, container, instance)
     * @throws IOException if no region is known
     */
    static S3Connection open(S3Settings settings, @Nullable AwsCredentialsProvider credentials) throws IOException {
        DefaultCredentialsProvider own =
                credentials == null ? DefaultCredentialsProvider.builder().build() : null;
        AwsCredentialsProvider used = own != null ? own : credentials;
        if (used == null) {
            throw new AssertionError();
        }
        try {
            return new S3Connection(client(settings, used), settings, own != null ? own : () -> {});
        } catch (SdkException e) {
            throw new IOException(
                    "No AWS region is known. Set AWS_REGION, such as eu-central-1, or a region in the AWS profile; for a"
                            + " server of your own set AWS_ENDPOINT_URL.",
                    e);
        }
    }

    private static S3Client client(S3Settings settings, AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.connectTimeout())
                        .socketTimeout(settings.readTimeout()))
                .credentialsProvider(new GuardedCredentials(credentials))
                .forcePathStyle(settings.usesPathStyle())
                // The JDK's connection has no timeout for writing: this one ends a stalled upload.
                .overrideConfiguration(options -> options.apiCallTimeout(settings.callTimeout()));
        String region = settings.region();
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint())
                    .region(region == null ? Region.US_EAST_1 : Region.of(region))
                    // Many servers that speak S3 do not know the newer checksums, which the SDK otherwise adds always.
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    // A body in signed chunks has one last chunk even if it is empty. A server that answers before it
                    // has read that one hangs up on the write.
                    .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false));
        } else {
            builder.crossRegionAccessEnabled(true);
            if (region != null) {
                builder.region(Region.of(region));
            }
        }
        return builder.build();
    }

    /** The bytes of an object; empty if there is none. */
    Optional<byte[]> get(S3Address at) throws IOException {
        return call("reading " + at, at, () -> {
            try {
                ResponseBytes<GetObjectResponse> bytes = client.getObjectAsBytes(
                        request -> request.bucket(at.bucket()).key(at.key()));
                return Optional.of(bytes.asByteArrayUnsafe());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** Puts an object in place of what is there, whole or not at all. */
    void put(S3Address at, byte[] bytes, String contentType) throws IOException {
        // Not RequestBody.fromBytes, which copies them.
        RequestBody body =
                RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes), bytes.length, contentType);
        call("writing " + at, at, () -> {
            try {
                return put(at, body, contentType);
            } catch (SdkClientException e) {
                requireWelcome(at, e);
                return put(at, body, contentType);
            }
        });
    }

    private PutObjectResponse put(S3Address at, RequestBody body, String contentType) {
        return client.putObject(
                request -> request.bucket(at.bucket()).key(at.key()).contentType(contentType), body);
    }

    /**
     * Why a write got no answer. A server may refuse a request and hang up before it has read the body; the JDK's
     * connection then only says that it could not write, and the refusal is lost. A request without a body brings it
     * to light. If that one is served, the connections were stale, closed by the server while nobody used them, which
     * the JDK does not see before it has sent a body: then the write is worth another try.
     */
    private void requireWelcome(S3Address at, SdkClientException unanswered) {
        if (Thread.currentThread().isInterrupted() || !S3Failure.brokeOff(unanswered)) {
            throw unanswered;
        }
        try {
            client.listObjectsV2(request -> request.bucket(at.bucket()).maxKeys(1));
        } catch (AwsServiceException refused) {
            refused.addSuppressed(unanswered);
            throw refused;
        } catch (SdkException e) {
            unanswered.addSuppressed(e);
            throw unanswered;
        }
    }

    /** Copies an object within S3, in place of what is there. */
    void copy(S3Address from, S3Address to) throws IOException {
        call(
                "copying " + from + " to " + to,
                from,
                () -> client.copyObject(request -> request.sourceBucket(from.bucket())
                        .sourceKey(from.key())
                        .destinationBucket(to.bucket())
                        .destinationKey(to.key())));
    }

    /** Deletes an object; fine if there is none. */
    void delete(S3Address at) throws IOException {
        call(
                "deleting " + at,
                at,
                () -> client.deleteObject(request -> request.bucket(at.bucket()).key(at.key())));
    }

    /** The objects whose keys begin with that place's, in the order of their keys; no markers of directories. */
    List<S3Address> list(S3Address prefix) throws IOException {
        return list(prefix, 1000);
    }

    /** The same, asking for so many at once, from 1 to 1000. */
    List<S3Address> list(S3Address prefix, int page) throws IOException {
        return call(
                "listing " + prefix,
                prefix,
                () -> client
                        .listObjectsV2Paginator(request -> request.bucket(prefix.bucket())
                                .prefix(prefix.key())
                                .maxKeys(page))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .filter(key -> !key.endsWith("/"))
                        .map(key -> new S3Address(prefix.bucket(), key))
                        .toList());
    }

    private <T> T call(String doing, S3Address at, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw S3Failure.of(e, doing, at, settings);
        }
    }

    @Override
    public void close() {
        client.close();
        try {
            credentials.close();
        } catch (Exception e) {
            throw new IllegalStateException("The AWS credentials' provider cannot be closed", e);
        }
    }
}
