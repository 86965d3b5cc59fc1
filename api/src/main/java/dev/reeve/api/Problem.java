package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused (RFC 9457, {@code application/problem+json}).
 *
 * @param type tells the kind apart, such as {@code fenced} or {@code not-found}; {@code about:blank} if the status says all
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what happened and what to do
 * @param requestId names the request in the server's log
 * @param errors what is wrong with which field; empty if it is not about fields
 * @param nextSeq of a gap: the number that the server waits for; else null
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String requestId,
        List<FieldError> errors,
        @Nullable Long nextSeq) {
    /** The type of a problem that its status tells whole. */
    public static final String ABOUT_BLANK = "about:blank";

    /** The type of a batch of a runner that no longer holds its run. */
    public static final String FENCED = "fenced";

    /** The type of a batch that begins later than the server's last event ends. */
    public static final String GAP = "gap";

    /** The type of a secret that the server does not know. */
    public static final String NO_SECRET = "no-secret";

    public Problem {
        type = type == null ? ABOUT_BLANK : type;
        title = Given.text(title);
        detail = Given.text(detail);
        requestId = Given.text(requestId);
        errors = Given.list(errors, "errors");
    }
}
