package dev.reeve.tasks.aws;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Deletes many objects, one by one, and says at the end which stayed. Used once. */
final class Removal {
    /** So many in a row that got no answer, or were put off: the others would wait for nothing. */
    private static final int GIVES_UP = 3;

    private final S3Connection connection;
    private int stayed;
    private int unanswered;
    private @Nullable IOException first;

    Removal(S3Connection connection) {
        this.connection = connection;
    }

    /**
     * Deletes what is below that place; false if S3 does not tell what there is.
     *
     * @throws IOException if an object cannot be deleted; names the first, and says how many stay
     */
    boolean below(S3Address prefix) throws IOException {
        List<S3Address> objects;
        try {
            objects = connection.list(prefix);
        } catch (IOException refused) {
            if (refused.getCause() instanceof AwsServiceException answer && answer.statusCode() == 403) {
                return false; // may delete, perhaps, but not list
            }
            throw refused;
        }
        for (S3Address object : objects) {
            if (unanswered < GIVES_UP) {
                delete(object);
            } else {
                stayed++;
            }
        }
        if (first != null) {
            throw new IOException(
                    stayed + " of " + objects.size() + " objects below " + prefix + " stay: " + first.getMessage(),
                    first);
        }
        return true;
    }

    private void delete(S3Address object) throws IOException {
        try {
            connection.delete(object);
            unanswered = 0;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            unanswered = e instanceof UnavailableException ? unanswered + 1 : 0;
            stayed++;
            first = first == null ? e : first;
        }
    }
}
