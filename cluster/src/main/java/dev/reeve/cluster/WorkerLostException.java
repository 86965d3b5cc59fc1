package dev.reeve.cluster;

/**
 * The worker that called a task's function is not there any more, or not heard of. The function may have done its work
 * before that, or still be at it. Retried as other failures are: {@code retryOn(WorkerLostException.class)} retries
 * nothing else.
 */
public final class WorkerLostException extends Exception {
    private static final long serialVersionUID = 1;

    WorkerLostException(String message) {
        super(message);
    }
}
