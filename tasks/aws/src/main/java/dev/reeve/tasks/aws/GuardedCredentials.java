package dev.reeve.tasks.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A provider of credentials whose failure can be told from that of the request. Thread-safe as the provider is. */
record GuardedCredentials(AwsCredentialsProvider provider) implements AwsCredentialsProvider {
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (SdkClientException e) {
            throw new Missing(e);
        }
    }

    /** None were found. */
    static final class Missing extends SdkClientException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        Missing(SdkClientException cause) {
            super(SdkClientException.builder().message("no AWS credentials").cause(cause));
        }
    }
}
