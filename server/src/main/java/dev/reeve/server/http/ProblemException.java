package dev.reeve.server.http;

import dev.reeve.api.FieldError;
import dev.reeve.api.Problem;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request is refused. Says what is wrong and what to do, in words that may be shown to whoever asked. */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final transient List<FieldError> errors;
    private final @Nullable Long nextSeq;
    private final int retryAfter;

    private ProblemException(
            int status, String type, String detail, List<FieldError> errors, @Nullable Long nextSeq, int retryAfter) {
        super(detail, null, false, false); // no fault of ours: nobody needs to know where it came up
        this.status = status;
        this.type = type;
        this.errors = List.copyOf(errors);
        this.nextSeq = nextSeq;
        this.retryAfter = retryAfter;
    }

    /** With that status and nothing to tell it from others of the same status. */
    public static ProblemException of(int status, String detail) {
        return new ProblemException(status, Problem.ABOUT_BLANK, detail, List.of(), null, 0);
    }

    /** Of a type that programs look for. */
    public static ProblemException of(int status, String type, String detail) {
        return new ProblemException(status, type, detail, List.of(), null, 0);
    }

    /** There is no such thing, or not for whoever asks. */
    public static ProblemException notFound(String detail) {
        return of(404, detail);
    }

    /** It cannot be done as things stand. */
    public static ProblemException conflict(String type, String detail) {
        return of(409, type, detail);
    }

    /** One field is wrong. */
    public static ProblemException invalid(String pointer, String message) {
        return invalid(List.of(new FieldError(pointer, message)));
    }

    /** Fields are wrong. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(422, Problem.ABOUT_BLANK, "The request is not as it has to be.", errors, null, 0);
    }

    /** The sender no longer holds the run. */
    public static ProblemException fenced(String detail) {
        return of(409, Problem.FENCED, detail);
    }

    /** What comes before is missing. */
    public static ProblemException gap(String detail, long nextSeq) {
        return new ProblemException(409, Problem.GAP, detail, List.of(), nextSeq, 0);
    }

    /** Too many, or not just now: after so many seconds perhaps. */
    public static ProblemException later(int status, String detail, int seconds) {
        return new ProblemException(status, Problem.ABOUT_BLANK, detail, List.of(), null, seconds);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Seconds that the asker had better wait; 0: not said. */
    int retryAfter() {
        return retryAfter;
    }

    /** As it goes over the wire. */
    public Problem problem(String requestId) {
        String detail = getMessage();
        return new Problem(type, Titles.of(status), status, detail == null ? "" : detail, requestId, errors, nextSeq);
    }
}
