package dev.reeve.tasks.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in an exception of ours what went wrong with a request to S3, and what to do. Never tells a credential. */
final class S3Failure {
    private S3Failure() {}

    /**
     * An {@link UnavailableException} if another try may help, else another.
     *
     * @param doing what was tried, as in {@code reading s3://b/k}
     */
    static IOException of(SdkException e, String doing, S3Address at, S3Settings settings) {
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt(); // the SDK clears it
            InterruptedIOException interrupted = new InterruptedIOException("Interrupted while " + doing + ".");
            interrupted.initCause(e);
            return interrupted;
        }
        String text = "Failed " + doing + ": ";
        if (e instanceof AwsServiceException answer) {
            String why = refused(answer, at, settings);
            if (code(answer).equals("NoSuchKey")) {
                return (IOException) new NoSuchFileException(at.toString(), null, why).initCause(e);
            }
            return isPassing(answer) ? new UnavailableException(text + why, e) : new IOException(text + why, e);
        }
        String why = unanswered(e, settings);
        return find(e, GuardedCredentials.Missing.class) == null
                ? new UnavailableException(text + why, e)
                : new IOException(text + why, e);
    }

    /** Whether S3 may answer otherwise a little later. */
    private static boolean isPassing(AwsServiceException answer) {
        return answer.statusCode() >= 500
                || answer.statusCode() == 429
                || answer.isThrottlingException()
                || code(answer).equals("RequestTimeout")
                || code(answer).equals("OperationAborted"); // by another write to the same place
    }

    /** Whether a connection was made and then broke, without an answer. */
    static boolean brokeOff(SdkException e) {
        return find(e, IOException.class) != null
                && find(e, ConnectException.class) == null
                && find(e, UnknownHostException.class) == null
                && find(e, SSLException.class) == null
                && find(e, SocketTimeoutException.class) == null;
    }

    private static String refused(AwsServiceException answer, S3Address at, S3Settings settings) {
        String where = settings.where();
        String code = code(answer);
        return switch (code) {
            case "NoSuchBucket" ->
                "there is no bucket \"" + at.bucket() + "\" " + where + ". Create it (aws s3 mb s3://" + at.bucket()
                        + "), name another one, or set AWS_ENDPOINT_URL if it is elsewhere.";
            case "NoSuchKey" -> "there is no such object in the bucket " + where + ". Check the key.";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "UnrecognizedClientException" ->
                "S3 " + where + " does not accept the credentials (" + code + "). Check AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or the profile in AWS_PROFILE.";
            case "ExpiredToken", "TokenRefreshRequired" ->
                "the credentials have expired. Sign in again (aws sso login) or set fresh ones.";
            case "RequestTimeTooSkewed" ->
                "this machine's clock differs too much from that of S3 " + where + ". Set the clock.";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "the bucket is in another region than asked (" + where + "): " + said(answer)
                        + ". Set AWS_REGION to the bucket's region.";
            case "SlowDown" -> "S3 " + where + " asks for fewer requests. Try again later, with fewer at once.";
            default -> answer.statusCode() == 403 ? denied(answer, at, where) : other(answer, where);
        };
    }

    private static String denied(AwsServiceException answer, S3Address at, String where) {
        return "S3 " + where + " denies access (" + said(answer) + "). The credentials need s3:GetObject,"
                + " s3:PutObject and s3:DeleteObject on " + at.bucket() + "/*, and s3:ListBucket on " + at.bucket()
                + ": without the latter S3 denies even what is merely not there.";
    }

    private static String other(AwsServiceException answer, String where) {
        return "S3 " + where + " answered " + answer.statusCode() + " (" + said(answer) + ").";
    }

    private static String unanswered(SdkException e, S3Settings settings) {
        String where = settings.where();
        if (find(e, GuardedCredentials.Missing.class) != null) {
            return "no AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE,"
                    + " or sign in with aws configure or aws sso login.";
        }
        UnknownHostException unknown = find(e, UnknownHostException.class);
        if (unknown != null) {
            return "the host \"" + unknown.getMessage() + "\" is not known (S3 " + where + "). Check the network,"
                    + " AWS_REGION and AWS_ENDPOINT_URL"
                    + (settings.endpoint() == null || settings.usesPathStyle()
                            ? "."
                            : "; most servers other than AWS need REEVE_S3_PATH_STYLE=true.");
        }
        if (e instanceof ApiCallTimeoutException
                || e instanceof ApiCallAttemptTimeoutException
                || find(e, SocketTimeoutException.class) != null) {
            return "S3 " + where + " did not answer in time (connect " + settings.connectTimeout() + ", read "
                    + settings.readTimeout() + ", whole request " + settings.callTimeout()
                    + "). Check the network, then try again.";
        }
        SSLException tls = find(e, SSLException.class);
        if (tls != null) {
            return "no secure connection to S3 " + where + " (" + tls.getMessage()
                    + "). Check http or https in AWS_ENDPOINT_URL, and the certificate.";
        }
        IOException network = find(e, IOException.class);
        if (network != null) {
            return "no working connection to S3 " + where + " (" + network.getMessage()
                    + "). Check that the server runs, the network and AWS_ENDPOINT_URL.";
        }
        return "the request to S3 " + where + " could not be made: " + e.getMessage();
    }

    private static String code(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static String said(AwsServiceException answer) {
        String message = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorMessage();
        String text = message == null || message.isBlank() ? "no explanation" : message.strip();
        text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return code(answer).isEmpty() ? text : code(answer) + ": " + text;
    }

    private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> type) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
