package dev.reeve.tasks.aws;

import java.net.URI;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server in this process, that keeps its objects in memory. One for all tests; ends with the process. */
final class S3Server {
    static final String ACCESS_KEY = "test-access-key";
    static final String SECRET_KEY = "test-secret-key-that-nobody-may-see";

    private static final class Shared {
        private static final S3Server SERVER = new S3Server();
    }

    private final S3Proxy proxy;
    private final S3Client admin;

    private S3Server() {
        try {
            proxy = S3Proxy.builder()
                    .blobStore(new TransientNio2BlobStore())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                    .build();
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server of the tests does not start", e);
        }
        admin = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .build();
    }

    static S3Server shared() {
        return Shared.SERVER;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    S3Settings settings() {
        return S3Settings.DEFAULTS.withEndpoint(endpoint());
    }

    static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY));
    }

    /** A new, empty bucket. */
    String bucket() {
        String bucket = "b-" + UUID.randomUUID();
        admin.createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    /** The plain client, to see what is really there. */
    S3Client admin() {
        return admin;
    }
}
