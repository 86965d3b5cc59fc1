package dev.reeve.client;

import dev.reeve.api.FieldError;
import dev.reeve.api.Problem;
import java.io.Serial;
import java.util.stream.Collectors;

/** The server understood the request and refused it: asking again changes nothing. */
public final class RefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** For that problem, in its words. */
    public RefusedException(Problem problem) {
        super(words(problem));
        this.problem = problem;
    }

    private static String words(Problem problem) {
        String said = problem.detail().isEmpty() ? problem.title() : problem.detail();
        String fields = problem.errors().stream().map(RefusedException::words).collect(Collectors.joining("; "));
        String all = fields.isEmpty() ? said : said + " " + fields;
        return all.isBlank() ? "The server answered " + problem.status() + "." : all;
    }

    private static String words(FieldError error) {
        return error.pointer().isEmpty() ? error.message() : error.pointer() + ": " + error.message();
    }

    /** What the server said. */
    public Problem problem() {
        return problem;
    }

    /** The HTTP status. */
    public int status() {
        return problem.status();
    }

    /** Whether the run is no longer the sender's: nothing that it tells of it is written any more. */
    public boolean fenced() {
        return problem.type().equals(Problem.FENCED);
    }

    /** Whether events before the batch are missing; {@link Problem#nextSeq} says from where. */
    public boolean gap() {
        return problem.type().equals(Problem.GAP);
    }
}
